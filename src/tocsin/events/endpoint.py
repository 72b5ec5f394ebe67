"""A coder through any OpenAI-compatible endpoint (a local server or a hosted one): off unless the settings name it.

The endpoint is asked for quotes, never for spans, and nothing it says is believed without its words in the article:
`endpoint_answer` finds every quote or drops it, with the reason. How a request is sent is handed in, so that it goes
through the guarded fetcher and `network.allow` like everything else.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Protocol

from tocsin.errors import BadSettings, SkipItem, StopRun
from tocsin.events.endpoint_answer import Answer, read_answer
from tocsin.events.ontology import Ontology, plover
from tocsin.events.sentences import split
from tocsin.records import Article, Event, Marks

WINDOW = 8000
"""The most characters of an article that one request carries; longer articles are sent sentence-wise in parts."""
TIMEOUT, LIMIT = 120.0, 2_000_000
_SUCCESS = range(200, 300)


class Reply(Protocol):
    """What a server answered, as `news.fetch.Response`."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def body(self) -> bytes:
        """The decoded body."""
        ...


Send = Callable[..., Reply]
"""Sends a request as `news.fetch.request` does: `send(method, url, headers=, body=, timeout=, limit=)`."""


def instructions(ontology: Ontology) -> str:
    """Return what the endpoint is told: `resources/events/endpoint.txt` with the types and modes of `ontology`."""
    text = (files("tocsin.resources") / "events" / "endpoint.txt").read_text(encoding="utf-8")
    lines = (
        f"{name}: {gloss}; modes: {', '.join(ontology.modes[name]) or 'none'}"
        for name, gloss in ontology.glosses.items()
    )
    return text.replace("{types}", "\n".join(lines))


def windows(text: str, longest: int = WINDOW) -> Iterator[tuple[int, int]]:
    """Yield spans of whole sentences that cover all sentences of `text`, each at most `longest` long.

    A single sentence that is longer makes a window of its own, cut there.
    """
    start = end = -1
    for span in split(text):
        if start >= 0 and span.end - start > longest:
            yield start, end
            start = -1
        start = span.start if start < 0 else start
        end = min(span.end, start + longest)
    if start >= 0:
        yield start, end


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The coder behind an endpoint: `url` up to and including its version (`http://localhost:8080/v1`).

    `told` is the system message; `send` sends a request; `key` may be empty.
    """

    url: str
    model: str
    key: str
    send: Send
    ontology: Ontology
    told: str
    name: str = "endpoint"

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        """Return the mentions of `article` whose quotes stand in it (see `Coder.read`).

        Raises StopRun where the endpoint cannot be reached or refuses; articles coded before are kept.
        """
        return self.answer(article).events

    def answer(self, article: Article) -> Answer:
        """Return the mentions of `article`, and what was dropped of the endpoint's answers, with reasons."""
        events: list[Event] = []
        dropped: list[str] = []
        for start, end in windows(article.text):
            found = read_answer(self._ask(article, article.text[start:end]), article, (start, end), self.ontology)
            events += found.events
            dropped += found.dropped
        return Answer(tuple(events), tuple(dropped))

    def _ask(self, article: Article, text: str) -> str:
        body = json.dumps(self._request(article, text)).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = self.url.rstrip("/") + "/chat/completions"
        try:
            reply = self.send("POST", address, headers=headers, body=body, timeout=TIMEOUT, limit=LIMIT)
        except SkipItem as error:
            # Skipped articles would count as coded and without events.
            raise StopRun(error.what, where=error.where or address, next_step=error.next_step) from None
        if reply.status not in _SUCCESS:
            raise StopRun(
                f"the endpoint answered {reply.status}",
                where=address,
                next_step="check `endpoint`, `model` and the key, then run again: what is coded is kept",
            )
        return content(reply.body)

    def _request(self, article: Article, text: str) -> dict[str, Any]:
        # The text travels as JSON, so that nothing in it can end its part of the message.
        page = {"title": article.title, "published": article.published, "text": text}
        return {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": self.told},
                {"role": "user", "content": json.dumps(page, ensure_ascii=False)},
            ],
        }


def content(body: bytes) -> str:
    """Return the message in a chat completion, empty where there is none."""
    try:
        found = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""


def build(settings: Any = None, send: Send | None = None) -> Endpoint:
    """Return the coder for the settings `endpoint`, `model` and, where the server wants one, `endpoint_key`.

    Raises BadSettings where one of the first two is not set, or where no way of sending was handed in.
    """
    url, model, key = (str(getattr(settings, name, "") or "") for name in ("endpoint", "model", "endpoint_key"))
    if not url or not model:
        raise BadSettings(
            f"the coder 'endpoint' needs the setting `{'model' if url else 'endpoint'}`",
            next_step='set endpoint = "http://localhost:8080/v1" and model = "NAME" in the settings file',
        )
    if send is None:
        raise BadSettings("the coder 'endpoint' was given no fetcher", next_step="run it through the pipeline")
    return Endpoint(url, model, key, send, plover(), instructions(plover()))
