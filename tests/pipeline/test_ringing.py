import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tocsin.alerts.acts import Act, Deed
from tocsin.alerts.messages import signature
from tocsin.alerts.outlets import Channel
from tocsin.errors import SkipItem
from tocsin.records import Alert, Level
from tocsin.ringing import deliver, enqueue, keep_act, sender
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.store.outbox import Letter, letters

NOON = datetime(2025, 10, 10, 12, tzinfo=UTC)
ALERT = Alert("a1", "AFG|PAK", Level.HIGH, "2025-10-10", "2025-10-10", "likely", "high", (), "It rose.", "It falls.")
DESK = Channel("desk", "webhook", Level.ELEVATED, url="http://127.0.0.1:9/", secret_env="KEY")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "tocsin.db", create=True) as opened:
        yield opened


def refuse(_letter: Letter, _channel: Channel, _moment: str) -> None:
    """Fail as a server does that answers 503."""
    raise SkipItem("the server answered 503")


def take(_letter: Letter, _channel: Channel, _moment: str) -> None:
    """Take every message."""


def test_an_alert_goes_once_to_each_channel_that_carries_it(store: Store) -> None:
    quiet = Channel("loud only", "slack", Level.CRITICAL, url="https://example.org")
    assert enqueue(store, [ALERT], [DESK, quiet], NOON) == 1
    assert enqueue(store, [ALERT], [DESK, quiet], NOON) == 0
    assert [why for _, why in deliver(store, [DESK], NOON, take)] == [""]
    assert deliver(store, [DESK], NOON, take) == []


def test_a_level_that_only_stays_is_not_sent_again(store: Store) -> None:
    stays = Alert("a2", "AFG|PAK", Level.HIGH, "2025-10-11", "2025-10-10", "likely", "high", (), "It stayed.", "")
    assert enqueue(store, [stays], [DESK], NOON) == 0


def test_what_fails_is_tried_again_later_and_not_sooner(store: Store) -> None:
    enqueue(store, [ALERT], [DESK], NOON)
    assert deliver(store, [DESK], NOON, refuse)[0][1] == "the server answered 503"
    assert deliver(store, [DESK], NOON + timedelta(seconds=30), take) == []
    assert deliver(store, [DESK], NOON + timedelta(minutes=2), take)[0][1] == ""


def test_a_message_is_given_up_after_its_last_try(store: Store) -> None:
    enqueue(store, [ALERT], [DESK], NOON)
    for day in range(16):
        deliver(store, [DESK], NOON + timedelta(days=day), refuse)
    assert [(one.state, one.tries) for one in letters(store)] == [("given up", 16)]


def test_a_crash_between_sending_and_marking_sends_again(tmp_path: Path) -> None:
    sent = []

    def send_and_die(letter: Letter, _channel: Channel, _moment: str) -> None:
        sent.append(letter.id)
        raise KeyboardInterrupt

    path = tmp_path / "tocsin.db"
    with Store(path, create=True) as before:
        enqueue(before, [ALERT], [DESK], NOON)
        with pytest.raises(KeyboardInterrupt):
            deliver(before, [DESK], NOON, send_and_die)
    with Store(path) as after:
        assert [letter.id for letter, _ in deliver(after, [DESK], NOON, take)] == sent


def test_a_muted_subject_is_not_sent(store: Store) -> None:
    keep_act(store, Act(Deed.MUTE, "AFG|PAK", "a1", "desk", "2025-10-10T08:00:00Z", "2025-10-12"))
    assert enqueue(store, [ALERT], [DESK], NOON) == 0


def test_a_channel_that_is_gone_is_given_up(store: Store) -> None:
    enqueue(store, [ALERT], [DESK], NOON)
    assert "no longer" in deliver(store, [], NOON, take)[0][1]


class Ear(BaseHTTPRequestHandler):
    """Keeps what it is sent."""

    heard: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).heard.append((dict(self.headers.items()), body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def ear() -> Iterator[ThreadingHTTPServer]:
    Ear.heard = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_webhook_is_signed_over_the_network(store: Store, ear: ThreadingHTTPServer) -> None:
    port = ear.server_address[1]
    channel = Channel("desk", "webhook", Level.WATCH, url=f"http://127.0.0.1:{port}/bell", secret_env="KEY")
    enqueue(store, [ALERT], [channel], NOON)
    send = sender(Settings(allow=(f"127.0.0.1:{port}",)), {"KEY": "secret"})
    assert deliver(store, [channel], NOON, send)[0][1] == ""
    headers, body = Ear.heard[0]
    assert headers["Tocsin-Signature"] == f"sha256={signature('secret', headers['Tocsin-Timestamp'], body)}"
    assert json.loads(body)["level"] == "high"


def test_a_private_address_is_refused_unless_the_operator_opens_it(store: Store, ear: ThreadingHTTPServer) -> None:
    port = ear.server_address[1]
    channel = Channel("desk", "slack", Level.WATCH, url=f"http://127.0.0.1:{port}/bell")
    enqueue(store, [ALERT], [channel], NOON)
    assert deliver(store, [channel], NOON, sender(Settings(), {}))[0][1]
    assert Ear.heard == []


def test_mail_to_a_private_server_is_refused_too(store: Store) -> None:
    channel = Channel(
        "duty", "email", Level.WATCH, server="127.0.0.1:25", sender="a@example.org", to=("b@example.org",)
    )
    enqueue(store, [ALERT], [channel], NOON)
    assert "127.0.0.1" in deliver(store, [channel], NOON, sender(Settings(), {}))[0][1]
