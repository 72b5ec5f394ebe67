from dataclasses import replace

import pytest

from tests.alerts.crisis import person
from tests.alerts.test_check import brief, desk
from tocsin.alerts.carry import cited, deed, mended
from tocsin.alerts.check import check
from tocsin.alerts.cite import Desk
from tocsin.alerts.naming import named, names_country, undated
from tocsin.alerts.roles import misattributed, sides
from tocsin.records import Article, Claim, Event, Incident, Participant, Place, Quad, Span, Standing, Status

NARRATED = "Two blasts shook Kabul on Thursday, and residents heard aircraft."
ALLEGED = "The Afghan defence ministry accused Pakistan of bombing Kabul."
KABUL = Place("Kabul", 0, 0, "AFG", None, 34.5, 69.2, "city")
PAKISTAN = person("Pakistan", "PAK")
RESIDENTS = person("residents", "AFG", "CVL")
MINISTRY = person("Afghan defence ministry", "AFG")


def mention(text: str, name: str, said: Participant | None = None, *, by: bool = False, to: bool = False) -> Event:
    """Return a mention of the strikes in a page of one sentence."""
    return Event(
        id=name,
        article=f"page {name}",
        sentence=Span(text, 0, len(text)),
        trigger=Span(text[:3], 0, 3),
        type="ASSAULT",
        mode="aerial",
        cameo="195",
        goldstein=-10.0,
        quad=Quad.MATERIAL_CONFLICT,
        actors=(PAKISTAN,) if by else (),
        recipients=(RESIDENTS,) if to else (),
        place=KABUL,
        date="2025-10-09",
        status=Status.UNCONFIRMED if said else Status.REPORTED,
        attribution=said,
    )


def page(event: Event) -> Article:
    """Return the page of a mention."""
    return Article(
        event.article, None, "", event.sentence.text, "en", "2025-10-10", (), event.id, event.id, 1.0, "", None
    )


def strikes(*events: Event) -> tuple[Incident, Desk]:
    """Return the strikes as some mentions tell them, and what a brief may be made of."""
    claims = tuple(
        Claim(e.id, e.article, e.id, None, "hedged" if e.attribution else "for", bool(e.attribution), None, None)
        for e in events
    )
    one = Incident(
        "i", tuple(e.id for e in events), "ASSAULT", "aerial", Quad.MATERIAL_CONFLICT, 9.0, "2025-10-09", KABUL,
        (PAKISTAN,), (RESIDENTS,), None, None, Standing.CONFIRMED, tuple(e.id for e in events), claims, True, False, "",
        "2025-10-10",
    )  # fmt: skip
    return one, Desk(
        "AFG|PAK", "2025-10-10", {"i": one}, {e.id: e for e in events}, {e.article: page(e) for e in events}
    )


def test_who_is_named_by_no_quotation_is_not_told() -> None:
    known = cited(*strikes(mention(NARRATED, "a", to=True)))
    assert not known.incident.actors
    assert deed(known.incident).startswith("Afghan civilians came under air attack in Kabul")


def test_what_only_the_other_side_says_is_told_as_its_word() -> None:
    known = cited(*strikes(mention(NARRATED, "a", to=True), mention(ALLEGED, "b", MINISTRY, by=True)))
    assert not known.incident.actors
    assert known.blame == "Afghanistan blames Pakistan"
    assert ALLEGED in [quote.text for quote in known.quotes]


def test_who_a_report_itself_names_is_told_as_doer() -> None:
    told = "Pakistan bombed Kabul on Thursday, and residents fled."
    known = cited(*strikes(mention(NARRATED, "a", to=True), mention(told, "b", by=True, to=True)))
    assert known.quotes[0].text == told
    assert deed(known.incident).startswith("Pakistan carried out air strikes on Afghan civilians in Kabul")


def test_a_quotation_goes_back_to_the_sentence_that_names_whom_it_speaks_of() -> None:
    event = mention("The ministry bombed residents.", "a", by=True, to=True)
    text = "Pakistan has a defence ministry. The ministry bombed residents. In Kabul, people fled."
    start = text.index("The ministry")
    event = replace(event, sentence=Span(event.sentence.text, start, start + len(event.sentence.text)))
    one, known = strikes(event)
    known = replace(known, articles={event.article: replace(page(event), text=text)})
    (quote,) = cited(one, known).quotes
    assert quote.text == text[: text.index(" In Kabul")]


@pytest.mark.parametrize(
    ("text", "country"), [("Islamabad said", "PAK"), ("Afghan troops", "AFG"), ("Thai soil", "THA")]
)
def test_a_country_is_named_by_its_capital_or_adjective(text: str, country: str) -> None:
    assert names_country(text, country)


def test_a_common_noun_names_no_country_by_itself() -> None:
    ministry = person("the ministry", "PAK")
    assert not named(ministry, "The ministry called it an attack.", mention("x", "a"))
    assert named(ministry, "The ministry in Islamabad called it an attack.", mention("x", "a"))


def test_a_dateline_is_no_place_of_what_is_told() -> None:
    assert undated("KABUL, Oct 10 (Agency) - Troops fired.") == "Troops fired."


def test_people_without_a_country_stand_in_the_pages_own_words() -> None:
    assert mended(person("the relief workers", None, "NGO"), verbal=False).name == "relief workers"


def test_a_country_s_soil_means_the_country() -> None:
    assert mended(person("Afghan soil", "AFG", "CVL"), verbal=True).sector == "GOV"


def test_exchanged_sides_are_caught() -> None:
    made = brief("2025-10-12")
    told = next(one for section in made.sections for one in section.sentences if " shelled " in one.text)
    swap = {"Pakistan": "Afghanistan", "Afghanistan": "Pakistan"}
    turned = " ".join(next((w.replace(a, b) for a, b in swap.items() if a in w), w) for w in told.text.split(" "))
    known = desk("2025-10-12")
    cut = replace(made, sections=(replace(made.sections[0], sentences=(replace(told, text=turned),)),))
    assert any("no quotation has it as" in one.why for one in check(cut, **known))


def test_the_sides_are_read_off_a_finished_sentence() -> None:
    one, _ = strikes(mention(NARRATED, "a"))
    assert sides("Pakistan carried out air strikes on Afghan civilians in Kabul on 9 October 2025.", one) == (
        "Pakistan",
        "Afghan civilians",
    )


def test_a_planted_accuser_is_caught() -> None:
    from tocsin.alerts.cite import Sentence

    event = mention(ALLEGED, "b", MINISTRY, by=True)
    one, known = strikes(event)
    quotes = cited(one, known).quotes
    wrong = Sentence("There were air strikes in Kabul; India blames Pakistan.", quotes, ("i",))
    assert ("IND", "no quotation has it blame") in misattributed(wrong, [one], [event])
