"""Quoted participants: country, sector and name, by name, role, nationality, context and day."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.actors.resolve import find, resolve, resolve_event
from tocsin.actors.roster import SECTORS, Roster, load_roster
from tocsin.records import Article, Event, Participant, Quad, Span


@pytest.fixture(scope="module")
def roster() -> Roster:
    return load_roster()


def key(who: Participant) -> tuple[str | None, str, str | None]:
    return who.country, who.sector, who.name


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Islamabad", "2024-01-01", ("PAK", "GOV", None)),
        ("the Kremlin", "2024-01-01", ("RUS", "GOV", None)),
        ("Pakistani defence minister", "2024-01-01", ("PAK", "GOV", None)),
        ("Afghan border police", "2015-01-01", ("AFG", "COP", None)),
        ("Dutch peacekeepers", "1995-07-11", ("NLD", "MIL", None)),
        ("protesters in Minsk", "2020-08-10", ("BLR", "CVL", None)),
        ("Taliban", "2021-08-14", ("AFG", "REB", "Taliban")),
        ("Taliban", "2021-08-15", ("AFG", "GOV", "Taliban")),
        ("Boko Haram gunmen", "2014-04-14", ("NGA", "REB", "Boko Haram")),
        ("UN envoy", "2014-04-14", (None, "IGO", "United Nations")),
        ("Knesset", "2014-04-14", ("ISR", "LEG", "Knesset")),
        ("Turkish air force", "2018-01-20", ("TUR", "MIL", None)),
        ("several of the largest trade unions in Denmark", None, ("DNK", "LAB", None)),
        ("British, French and German soldiers", None, ("GBR", "MIL", None)),
        ("USS Example", None, ("USA", "MIL", None)),
        ("former Colombian army commander", None, ("COL", "ELI", None)),
    ],
)
def test_a_phrase_alone_is_resolved(
    roster: Roster, text: str, day: str | None, expected: tuple[str | None, str, str | None]
) -> None:
    assert key(resolve(text, roster, day=day)) == expected


def test_a_head_of_government_is_an_elite_once_out_of_office(roster: Roster) -> None:
    assert key(resolve("Angela Merkel", roster, day="2015-09-04")) == ("DEU", "GOV", "Angela Merkel")
    assert resolve("Angela Merkel", roster, day="2023-01-01").sector == "ELI"


def test_a_title_before_a_name_is_read(roster: Roster) -> None:
    who = resolve("Prime Minister Jacinda Ardern", roster, day="2019-03-15")
    assert key(who) == ("NZL", "GOV", "Jacinda Ardern")


def test_an_unknown_name_stays_unknown_and_keeps_its_text(roster: Roster) -> None:
    who = resolve("Zzyzx Qwertyson", roster)
    assert key(who) == (None, "CVL", "Zzyzx Qwertyson")
    assert who.score <= 0.3


def test_an_unlisted_name_takes_what_the_article_says_of_it(roster: Roster) -> None:
    context = "The rebel commander in Chad, Zzyzx Qwertyson, rejected the offer on Monday. Qwertyson said more."
    assert key(resolve("Qwertyson", roster, context, "2010-01-01")) == ("TCD", "REB", "Zzyzx Qwertyson")


def test_an_acronym_that_the_article_introduces_is_understood(roster: Roster) -> None:
    context = "Fighters of Tehrik-i-Taliban Pakistan (TTP) struck again. The TTP said so."
    assert resolve("TTP", roster, context, "2022-01-01").name == "Tehrik-i-Taliban Pakistan"


def test_a_bare_role_takes_the_country_of_its_article(roster: Roster) -> None:
    context = "NAIROBI - Crowds marched through the Kenyan capital on Tuesday. Police fired tear gas at them."
    assert key(resolve("Police", roster, context, "2024-06-25")) == ("KEN", "COP", None)


def test_a_bare_title_means_the_person_who_bears_it_in_the_article(roster: Roster) -> None:
    context = "President Zzyzx Qwertyson of Malawi flew home. The president met his cabinet in Lilongwe."
    assert resolve("president", roster, context, "2010-01-01").name == "Zzyzx Qwertyson"


def test_a_lookup_of_places_can_be_handed_in(roster: Roster) -> None:
    context = "Soldiers fired at a crowd in Qwertyville on Friday."
    who = resolve("Soldiers", roster, context, "2010-01-01", lambda name: "PER" if name == "Qwertyville" else None)
    assert key(who) == ("PER", "MIL", None)


def test_every_resolution_gives_its_reason(roster: Roster) -> None:
    assert all(resolve(text, roster).why for text in ("police", "Islamabad", "Zzyzx", "they", "Boko Haram", ""))


@given(st.text(max_size=60), st.text(max_size=200))
@settings(deadline=None, max_examples=150)
def test_any_text_resolves_within_bounds(text: str, context: str) -> None:
    who = resolve(text, load_once(), context)
    assert 0.0 <= who.score <= 1.0
    assert who.sector in SECTORS
    assert who.text == text


_ONCE: list[Roster] = []


def load_once() -> Roster:
    if not _ONCE:
        _ONCE.append(load_roster())
    return _ONCE[0]


def test_find_gives_spans_that_quote_the_text(roster: Roster) -> None:
    text = "Iran and the Houthis denied what Washington and the U.N. Security Council said."
    found = find(text, "2024-02-01", roster)
    assert all(text[who.start : who.end] == who.text for who in found)
    assert {who.country for who in found} >= {"IRN", "YEM", "USA"}


@pytest.mark.parametrize("text", ["He was reading in May.", "They told us who it is.", "It will march on."])
def test_find_reads_no_actor_into_common_words(roster: Roster, text: str) -> None:
    assert find(text, "2024-02-01", roster) == ()


def test_find_knows_a_surname_after_the_full_name(roster: Roster) -> None:
    found = find("Zzyzx Qwertyson, a minister in Peru, resigned. Qwertyson gave no reason.", "2010-01-01", roster)
    assert [(who.text, who.name) for who in found if who.name] == [
        ("Zzyzx Qwertyson", "Zzyzx Qwertyson"),
        ("Qwertyson", "Zzyzx Qwertyson"),
    ]


def article(text: str) -> Article:
    return Article("a", None, "", text, "en", "2024-06-26", (), "Test", "Test", 1.0, "")


def test_an_event_is_resolved_as_of_its_own_day(roster: Roster) -> None:
    text = "In 2001 the Taliban blew up two statues in Bamiyan, villagers said."
    start, end = text.index("Taliban"), text.index("Taliban") + 7
    said = text.index("villagers")
    event = Event(
        "e", "a", Span(text, 0, len(text)), Span("blew up", 20, 27), "ASSAULT", None, "", -10.0, Quad.MATERIAL_CONFLICT,
        actors=(Participant("Taliban", start, end),), date="2000-03",
        attribution=Participant("villagers", said, said + 9),
    )  # fmt: skip
    done = resolve_event(event, article(text), roster)
    assert key(done.actors[0]) == ("AFG", "GOV", "Taliban")
    assert done.attribution is not None
    assert key(done.attribution) == ("AFG", "CVL", None)
    assert (done.actors[0].start, done.actors[0].end) == (start, end)


def test_an_adjective_of_nationality_on_an_act_of_war_is_the_army(roster: Roster) -> None:
    context = "Residents of Kabul heard Pakistani airstrikes overnight."
    assert key(resolve("Pakistani", roster, context, "2025-10-10")) == ("PAK", "MIL", None)
