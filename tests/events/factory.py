"""Tiny articles and readings, so that a test shows only what it is about."""

from tocsin.events.code import code
from tocsin.events.rules import build
from tocsin.records import Article, Event, Marks


def article(text: str, title: str = "", published: str | None = "2024-06-03") -> Article:
    """Return an article that holds only `text`."""
    return Article("a1", None, title, text, "en", published, (), "Test Wire", "Test Wire", 1.0, "given")


def read(text: str, title: str = "", marks: Marks | None = None) -> tuple[Event, ...]:
    """Return the events of `text`, as the rules coder reads them."""
    return code(article(text, title), marks or Marks(), build())


def only(text: str, type_: str) -> Event:
    """Return the one event of a type in `text`; fails where there is none or more than one."""
    found = [event for event in read(text) if event.type == type_]
    assert len(found) == 1, [(event.type, event.trigger.text) for event in read(text)]
    return found[0]


def said(people: tuple[object, ...]) -> list[str]:
    """Return the quotes of participants."""
    return [str(getattr(one, "text", one)) for one in people]
