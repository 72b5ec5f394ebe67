"""The verb of the stage: ids, order, checks."""

from dataclasses import dataclass, replace

import pytest

from tests.events.factory import article, read
from tocsin.errors import StopRun
from tocsin.events.code import code
from tocsin.records import Article, Event, Marks, Span

TEXT = "Rebels shelled the town. Police arrested a mayor and fired on a crowd."


@dataclass(frozen=True)
class Given:
    """A coder that returns what it was given."""

    events: tuple[Event, ...]
    name: str = "given"

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        return self.events


def test_events_come_in_the_order_of_the_text_whatever_the_coder_does() -> None:
    events = read(TEXT)
    assert code(article(TEXT), Marks(), Given(events[::-1])) == events


def test_every_event_has_an_id_of_its_own() -> None:
    doubled = Given(read(TEXT) * 2)
    ids = [event.id for event in code(article(TEXT), Marks(), doubled)]
    assert len(set(ids)) == len(ids) == 6


def test_an_id_depends_on_the_article() -> None:
    other = replace(article(TEXT), id="a2")
    assert read(TEXT)[0].id != code(other, Marks(), Given(read(TEXT)))[0].id


def test_a_quote_that_the_text_does_not_hold_is_refused_by_name_of_the_coder() -> None:
    false = replace(read(TEXT)[0], trigger=Span("bombed", 7, 14))
    with pytest.raises(StopRun, match="given"):
        code(article(TEXT), Marks(), Given((false,)))
