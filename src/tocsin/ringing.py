"""Carrying alerts out: what is new goes to the outbox, what is due goes out, and what fails is tried again.

At least once: a message is marked as sent only after the other side took it, so a crash between the two sends it again;
every message carries an id by which the receiver can tell.
"""

import os
import smtplib
import socket
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta

from tocsin.alerts.acts import Act, act_of, muted, row_of
from tocsin.alerts.channels import to_cap
from tocsin.alerts.messages import as_email, as_json, as_slack, signature
from tocsin.alerts.outlets import Channel
from tocsin.errors import BadSettings, SkipItem
from tocsin.news.addresses import resolve
from tocsin.news.fetch import request
from tocsin.news.health import to_iso
from tocsin.records import Alert
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.store.outbox import Letter, due, mark, put

# Minutes between tries; the last holds until a message is GIVEN_UP old.
WAITS = (1, 5, 15, 60, 360)
MOST_TRIES = 16
TIMEOUT = 20.0
SITE = "http://127.0.0.1:8765"

Send = Callable[[Letter, Channel, str], None]


def acts(store: Store) -> tuple[Act, ...]:
    """Return what people have done with alerts, oldest first."""
    return tuple(map(act_of, store.ledger("act")))


def keep_act(store: Store, act: Act) -> None:
    """Keep what a person did with an alert; it can be answered by another act, never edited."""
    store.keep_said("act", act.id, row_of(act))


def enqueue(store: Store, alerts: Iterable[Alert], channels: Iterable[Channel], now: datetime) -> int:
    """Put a message into the outbox for each alert whose level is new that day, for each channel that carries it.

    Muted subjects are left out. Return how many messages are new.
    """
    done, kept = acts(store), list(channels)
    fresh = [one for one in alerts if one.since == one.day and not muted(done, one.subject, one.day)]
    return put(store, ((one, c.name) for one in fresh for c in kept if one.level >= c.level), to_iso(now))


def deliver(store: Store, channels: Iterable[Channel], now: datetime, send: Send) -> list[tuple[Letter, str]]:
    """Send what is due; return each message with an empty string, or with why it did not go."""
    by_name = {one.name: one for one in channels}
    told = []
    for letter in due(store, to_iso(now)):
        told.append((letter, _try(store, letter, by_name.get(letter.channel), now, send)))
    return told


def _try(store: Store, letter: Letter, channel: Channel | None, now: datetime, send: Send) -> str:
    if channel is None:
        mark(store, letter, "given up", to_iso(now), "its channel is no longer in the alerts file")
        return "its channel is no longer in the alerts file"
    try:
        send(letter, channel, to_iso(now))
    except (SkipItem, OSError, smtplib.SMTPException) as error:
        why = error.line() if isinstance(error, SkipItem) else str(error)[:200] or type(error).__name__
        last = letter.tries + 1 >= MOST_TRIES
        wait = timedelta(minutes=WAITS[min(letter.tries, len(WAITS) - 1)])
        mark(store, letter, "given up" if last else "waiting", to_iso(now + wait), why)
        return why
    mark(store, letter, "sent", to_iso(now))
    return ""


def sender(settings: Settings, environment: Mapping[str, str] | None = None, site: str = SITE) -> Send:
    """Return what sends a message over the network, by the guarded fetcher's rules."""
    secrets = os.environ if environment is None else environment

    def send(letter: Letter, channel: Channel, moment: str) -> None:
        secret = _secret(channel, secrets)
        if channel.kind == "email":
            _mail(letter, channel, secret, site, settings.allow)
            return
        body, headers = _posted(letter, channel, secret, moment, site)
        answer = request("POST", channel.url, allow=settings.allow, headers=headers, body=body, timeout=TIMEOUT)
        if not 200 <= answer.status < 300:
            raise SkipItem(f"the server answered {answer.status}", where=channel.name)

    return send


def _secret(channel: Channel, environment: Mapping[str, str]) -> str:
    if not channel.secret_env:
        return ""
    if not environment.get(channel.secret_env):
        raise BadSettings(f"the variable {channel.secret_env} is not set", where=f"channel {channel.name}")
    return environment[channel.secret_env]


def _posted(letter: Letter, channel: Channel, secret: str, moment: str, site: str) -> tuple[bytes, dict[str, str]]:
    if channel.kind == "cap":
        return to_cap(letter.alert, channel.sender or "tocsin").encode(), {"Content-Type": "application/cap+xml"}
    if channel.kind == "slack":
        return as_slack(letter.alert, site), {"Content-Type": "application/json"}
    body = as_json(letter.alert, site)
    headers = {"Content-Type": "application/json", "Tocsin-Id": letter.id, "Tocsin-Timestamp": moment}
    return body, headers | {"Tocsin-Signature": f"sha256={signature(secret, moment, body)}"}


class _Checked(smtplib.SMTP):
    """SMTP to an address that was checked: the connection goes where the check looked."""

    def __init__(self, allow: Collection[str]) -> None:
        self._allow = allow
        super().__init__(timeout=TIMEOUT)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        _, address = resolve(host, port, self._allow, socket.getaddrinfo)[0]
        return socket.create_connection((address, port), timeout)


def _mail(letter: Letter, channel: Channel, secret: str, site: str, allow: Collection[str]) -> None:
    host, _, port = channel.server.partition(":")
    message = as_email(letter.alert, site, channel.sender, channel.to, letter.id)
    with _Checked(allow) as server:
        server._host = host  # type: ignore[attr-defined]  # the name that TLS must prove
        server.connect(host, int(port) if port.isdigit() else 587)
        if secret:
            server.starttls()
            server.login(channel.user or channel.sender, secret)
        server.send_message(message)


def ring(
    store: Store, settings: Settings, channels: Iterable[Channel], now: datetime, site: str = SITE
) -> list[tuple[Letter, str]]:
    """Send what rang on the last day that is up to date, and what still waits; see `deliver`."""
    kept, last = list(channels), store.derived_day()
    told = store.day(last) if last else None
    enqueue(store, told[2] if told else (), kept, now)
    return deliver(store, kept, now, sender(settings, site=site))
