"""The coder through an endpoint, against a small server on this machine that answers what a test tells it to."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events.factory import article
from tocsin.errors import BadSettings, StopRun
from tocsin.events.code import code
from tocsin.events.endpoint import Endpoint, build, windows
from tocsin.events.endpoint_answer import read_answer
from tocsin.events.ontology import plover
from tocsin.news.fetch import request
from tocsin.records import Event, Figures, Marks, Status

TEXT = (
    "Rebels of the Northern Front shelled Adama on Monday, killing 12 villagers, the governor said. "
    "The army denied that it had lost the town."
)
SHELLED = {
    "sentence": "Rebels of the Northern Front shelled Adama on Monday, killing 12 villagers, the governor said.",
    "trigger": "shelled",
    "type": "ASSAULT",
    "mode": "heavy-weapons",
    "actors": ["Rebels of the Northern Front"],
    "recipients": ["villagers"],
    "place": "Adama",
    "date": "Monday",
    "status": "reported",
    "attribution": "governor",
    "killed": [12, 12],
    "injured": None,
    "confidence": 0.9,
}


class Server(ThreadingHTTPServer):
    """Answers every chat completion with `answer`, under `status`, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer, self.status = "", 200
        self.asked: list[tuple[str, str | None, dict[str, Any]]] = []

    @property
    def place(self) -> str:
        """`host:port`, as `network.allow` has it."""
        return f"127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One request to the server."""

    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        sent = json.dumps({"choices": [{"message": {"role": "assistant", "content": self.server.answer}}]}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def coder(server: Server, key: str = "", allow: bool = True) -> Endpoint:
    """Return the coder that asks the server, through the guarded fetcher."""
    named = SimpleNamespace(endpoint=f"http://{server.place}/v1", model="small", endpoint_key=key)
    return build(named, partial(request, allow=(server.place,) if allow else ()))


def read(*events: object, text: str = TEXT) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Return what is made of an answer with these events, and what is dropped."""
    found = read_answer(json.dumps({"events": events}), article(text), (0, len(text)), plover())
    return found.events, found.dropped


def test_an_answer_becomes_an_event_with_spans(server: Server) -> None:
    server.answer = json.dumps({"events": [SHELLED]})
    (event,) = code(article(TEXT), Marks(), coder(server))
    assert (event.type, event.mode, event.status) == ("ASSAULT", "heavy-weapons", Status.REPORTED)
    assert TEXT[event.trigger.start : event.trigger.end] == "shelled"
    assert [one.text for one in event.actors] == ["Rebels of the Northern Front"]
    assert event.killed == Figures(12, 12)


def test_the_article_and_the_types_are_sent(server: Server) -> None:
    coder(server, key="secret").read(article(TEXT), Marks())
    path, key, body = server.asked[0]
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer secret", "small")
    assert json.loads(body["messages"][1]["content"])["text"] == TEXT
    assert "ASSAULT" in body["messages"][0]["content"]


def test_a_private_endpoint_is_refused_unless_allowed(server: Server) -> None:
    with pytest.raises(StopRun, match=r"network\.allow"):
        coder(server, allow=False).read(article(TEXT), Marks())
    assert not server.asked


def test_an_endpoint_that_refuses_stops_the_run(server: Server) -> None:
    server.status = 401
    with pytest.raises(StopRun, match="401"):
        coder(server).read(article(TEXT), Marks())


def test_an_answer_that_is_no_json_gives_no_events_and_says_so(server: Server) -> None:
    server.answer = "I am afraid I cannot do that."
    found = coder(server).answer(article(TEXT))
    assert found.events == ()
    assert "no JSON object" in found.dropped[0]


def test_words_around_the_json_do_no_harm(server: Server) -> None:
    server.answer = f"Here it is:\n```json\n{json.dumps({'events': [SHELLED]})}\n```"
    assert len(coder(server).read(article(TEXT), Marks())) == 1


def test_an_invented_trigger_drops_the_event() -> None:
    events, dropped = read({**SHELLED, "trigger": "bombed"})
    assert events == ()
    assert "does not stand" in dropped[0]


def test_a_trigger_is_no_part_of_a_word() -> None:
    assert read({**SHELLED, "trigger": "shell"})[0] == ()


def test_a_sentence_from_nowhere_drops_the_event() -> None:
    assert read({**SHELLED, "sentence": "The rebels shelled the town on Sunday."})[0] == ()


def test_an_unknown_type_drops_the_event() -> None:
    events, dropped = read({**SHELLED, "type": "FIGHT"})
    assert events == ()
    assert "no such type" in dropped[0]


def test_an_invented_actor_is_left_out_and_the_event_says_why() -> None:
    (event,), dropped = read({**SHELLED, "actors": ["Southern League", "Rebels of the Northern Front"]})
    assert [one.text for one in event.actors] == ["Rebels of the Northern Front"]
    assert "Southern League" in event.status_why
    assert len(dropped) == 1


def test_a_mode_of_another_type_is_left_out() -> None:
    (event,), _ = read({**SHELLED, "mode": "riot"})
    assert event.mode is None


def test_an_unknown_status_is_no_fact() -> None:
    (event,), _ = read({**SHELLED, "status": "certain"})
    assert event.status is Status.UNCONFIRMED


@pytest.mark.parametrize("figures", [[12], [20, 10], "a dozen", [1.5, 2], [-1, 3], [True, True], 10**12])
def test_figures_that_are_no_bounds_are_left_out(figures: object) -> None:
    (event,), dropped = read({**SHELLED, "killed": figures})
    assert event.killed is None
    assert len(dropped) == 1


def test_no_more_than_two_hundred_events_are_taken() -> None:
    events, dropped = read(*[SHELLED] * 300)
    assert len(events) == 200
    assert "more than 200" in dropped[0]


def test_a_long_article_is_sent_in_parts_of_whole_sentences() -> None:
    text = " ".join(f"Talks number {n} were held in Geneva on that day." for n in range(400))
    parts = list(windows(text, 1000))
    assert all(end - start <= 1000 for start, end in parts)
    assert " ".join(text[start:end] for start, end in parts) == text


def test_the_coder_is_off_until_it_is_set() -> None:
    with pytest.raises(BadSettings, match="endpoint"):
        build(SimpleNamespace(endpoint="", model=""), request)


def test_the_coder_does_nothing_without_a_fetcher() -> None:
    with pytest.raises(BadSettings, match="fetcher"):
        build(SimpleNamespace(endpoint="http://localhost/v1", model="small"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([*TEXT.split(), "ASSAULT", "reported"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(SHELLED)), inner, max_size=6),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(SHELLED)), _JSON))
@settings(deadline=None, max_examples=200)
def test_whatever_is_answered_only_quotes_of_the_text_come_out(changes: dict[str, object]) -> None:
    events, _ = read({**SHELLED, **changes})
    for event in events:
        people = [(one.start, one.end, one.text) for one in (*event.actors, *event.recipients)]
        quotes = [(one.start, one.end, one.text) for one in (event.sentence, event.trigger)]
        assert all(TEXT[start:end] == quote for start, end, quote in quotes + people)
