"""The place of one verb in one sentence, when nothing else is known of the event."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from tocsin.places.evidence import features
from tocsin.places.locate import nations
from tocsin.places.rank import shares
from tocsin.places.scene import Candidate, Context, context
from tocsin.places.tokens import tokens
from tocsin.records import Article, Event, Place, Quad, Span


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature (`training/places_assign.py --sentences` fits them on event_location, MIT)."""
    text = files("tocsin").joinpath("resources", "gazetteer", "verb_weights.json").read_text(encoding="utf-8")
    table: dict[str, float] = json.loads(text)["weights"]
    return table


def options(text: str, start: int, end: int, places: Sequence[Place]) -> tuple[Event, list[Candidate], Context]:
    """Return a sentence's verb as an event of unknown type, its candidates (none first) and their context."""
    article = Article("", None, "", text, "en", None, (), None, None, 0.0, "")
    event = Event(
        "", "", Span(text, 0, len(text)), Span(text[start:end], start, end), "", None, "", 0.0, Quad.MATERIAL_CONFLICT
    )
    around = context(article, places, [event], nations(tokens(text)))
    return event, [Candidate(None), *map(Candidate, places)], around


def place_of(text: str, start: int, end: int, places: Sequence[Place]) -> Place | None:
    """Return which of a sentence's places is that of its verb `text[start:end]`, None where none is.

    Names that no gazetteer entry fits count too (`locate(..., unplaced=True)`). Unlike `assign` it never guesses from
    what the sentence does not name.
    """
    event, candidates, around = options(text, start, end, places)
    told = [list(features(event, candidate, around, ())) for candidate in candidates]
    odds = shares([sum(weights().get(f, 0.0) for f in names) for names in told])
    return candidates[max(range(len(odds)), key=odds.__getitem__)].place
