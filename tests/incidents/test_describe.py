"""Which sides an incident has, where its mentions disagree."""

from collections.abc import Sequence
from dataclasses import replace

from tests.incidents.mentions import ARMY, HERAT, KHOST, VILLAGERS, article, mention, person
from tocsin.incidents.describe import best_place, sides
from tocsin.incidents.view import View, view
from tocsin.records import Article, Event, Participant

MINISTRY = person("defence ministry", "AFG", "GOV")


def views(*told: tuple[str, Event]) -> list[View]:
    """Return mentions as views, each by its own origin."""
    pages: dict[str, Article] = {event.article: article(event.article, "2025-10-10", by) for by, event in told}
    return [view(event, pages[event.article], {}) for _, event in told]


def texts(people: Sequence[Participant]) -> list[str]:
    """Return the quotes of participants."""
    return [one.text for one in people]


def test_a_state_of_the_victims_is_no_doer_beside_another_country() -> None:
    actors, recipients = sides(
        views(("A", mention("a")), ("B", mention("b")), ("C", mention("c", actors=(MINISTRY,), recipients=())))
    )
    assert texts(actors) == ["army"]
    assert texts(recipients) == ["villagers"]


def test_an_army_that_strikes_its_own_people_stays_the_doer() -> None:
    own = person("army", "AFG", "MIL")
    assert texts(sides(views(("A", mention("a", actors=(own,)))))[0]) == ["army"]


def test_copies_of_one_origin_weigh_as_one() -> None:
    rebels = person("rebels", "IRN", "REB")
    told = [(by, mention(by, actors=(ARMY,))) for by in ("A", "B", "C", "D")]
    copies = [("E", mention(f"e{i}", actors=(rebels,))) for i in range(5)]
    assert texts(sides(views(*told, *copies))[0]) == ["army"]


def test_both_sides_of_a_clash_act() -> None:
    afghans = person("Afghan forces", "AFG", "MIL")
    told = [(by, mention(by, actors=(ARMY, afghans), recipients=())) for by in ("A", "B")]
    assert texts(sides(views(*told))[0]) == ["Afghan forces", "army"]


def test_whoever_suffers_as_often_as_it_acts_is_no_doer_in_one_sided_violence() -> None:
    told = views(
        ("A", mention("a", actors=(ARMY,), recipients=(VILLAGERS,))),
        ("B", mention("b", actors=(MINISTRY,), recipients=())),
        ("C", mention("c", actors=(), recipients=(MINISTRY,))),
    )
    assert texts(sides(told)[0]) == ["army"]


def test_a_place_of_the_title_alone_does_not_place_a_fight() -> None:
    titled = replace(HERAT, why="title: well known")
    assert best_place([mention("a", place=titled)]) is None
    assert best_place([mention("a", place=titled), mention("b", place=KHOST)]) == KHOST


def test_a_place_of_the_title_places_talks() -> None:
    titled = replace(HERAT, why="title: well known")
    assert best_place([mention("a", kind="ACCUSE", mode=None, place=titled)]) == titled


def test_the_place_of_an_attack_is_not_its_doer() -> None:
    city = person("Khost", "AFG", "GOV")
    assert texts(sides(views(("A", mention("a", actors=(ARMY, city), recipients=()))))[0]) == ["army"]
