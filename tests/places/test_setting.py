"""How the text leads to a place."""

from tocsin.places.scene import Candidate, Context, context
from tocsin.places.setting import definite, hold, setting
from tocsin.records import Article, Event, Place, Quad, Span

TEXT = "BAMAKO - Gunmen raided Ansongo on Sunday. The raid on the town lasted an hour, officials here said."
BAMAKO = Place("BAMAKO", 0, 6, "MLI", None, 12.64, -8.0)
ANSONGO = Place("Ansongo", 23, 30, "MLI", None, 15.66, 0.5)


def mention(trigger: str, place: Place | None = None) -> Event:
    at = TEXT.index(trigger)
    start = 0 if at < 42 else 42
    sentence = TEXT[start : 41 if start == 0 else len(TEXT)]
    return Event(
        trigger, "a", Span(sentence, start, start + len(sentence)), Span(trigger, at, at + len(trigger)),
        "ASSAULT", None, "190", -9.0, Quad.MATERIAL_CONFLICT, place=place,
    )  # fmt: skip


def around() -> Context:
    article = Article("a", None, "", TEXT, "en", "2025-05-04", (), None, None, 0.0, "")
    return context(article, [BAMAKO, ANSONGO], [mention("raided"), mention("raid on")], {})


def test_here_is_the_dateline() -> None:
    assert "here:dateline" in set(setting(mention("raid on"), Candidate(BAMAKO), around()))


def test_the_town_is_the_last_one_named() -> None:
    assert "the point:point:last" in set(setting(mention("raid on"), Candidate(ANSONGO), around()))


def test_a_raid_spoken_of_as_known_is_tied_to_the_earlier_one() -> None:
    assert definite(mention("raid on"), around())
    features = set(hold(mention("raid on"), ANSONGO, around(), [mention("raided", ANSONGO)]))
    assert {"definite link:type", "held:1", "last of type"} <= features
