from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.mentions import HERAT, VILLAGERS, article, mention, person
from tocsin.incidents.merge import Memory, merge
from tocsin.records import Article, Event, Standing, Status

PAGES = [
    article("a", "2025-10-10", "Northern Wire", "Army shells Khost."),
    article("b", "2025-10-10", "Frontier News", "Shelling in Khost."),
    article("c", "2025-10-11", "Northern Wire", "Army shells Khost.", publisher="Copy Site"),
    article("d", "2025-10-12", "Gulf Desk", "Herat hit."),
]
TOLD = [
    mention("a", "The army shelled Khost on Thursday, killing four villagers.", killed=(4, 4)),
    mention("b", "Shelling by the army killed six people in Khost.", "Shelling", killed=(6, 6)),
    mention("c", "The army shelled Khost on Thursday, killing four villagers.", killed=(4, 4)),
    mention("d", "The army struck Herat.", "struck", place=HERAT, date="2025-10-11", mode="aerial"),
    mention(
        "a",
        "Kabul accused the army of murder.",
        "accused",
        kind="ACCUSE",
        mode=None,
        at=60,
        actors=(person("Kabul", "AFG"),),
        recipients=(person("army", "PAK", "MIL"),),
        date="2025-10-10",
    ),
]


def test_three_reports_of_one_shelling_are_one_incident() -> None:
    incidents = merge(PAGES, TOLD, {})
    assert sorted(len(one.events) for one in incidents) == [1, 1, 3]


def test_a_copy_adds_no_origin() -> None:
    shelling = max(merge(PAGES, TOLD, {}), key=lambda one: len(one.events))
    assert shelling.origins == ("Frontier News", "Northern Wire")


def test_the_news_stage_decides_whose_reporting_a_page_is() -> None:
    copies = {page.id: ("One Agency", "g1") for page in PAGES}
    shelling = max(merge(PAGES, TOLD, copies), key=lambda one: len(one.events))
    assert shelling.origins == ("One Agency",)
    assert shelling.status is Standing.UNCONFIRMED


def test_an_accusation_is_not_the_act() -> None:
    kinds = {one.type: len(one.events) for one in merge(PAGES, TOLD, {}) if one.type == "ACCUSE"}
    assert kinds == {"ACCUSE": 1}


def test_two_places_on_two_days_are_two_incidents() -> None:
    places = sorted(one.place.name for one in merge(PAGES, TOLD, {}) if one.type == "ASSAULT" and one.place)
    assert places == ["Herat", "Khost"]


def test_an_incident_counts_from_its_latest_mention() -> None:
    shelling = max(merge(PAGES, TOLD, {}), key=lambda one: len(one.events))
    assert shelling.known_at == "2025-10-11"


def test_a_later_report_keeps_the_id() -> None:
    early = merge(PAGES[:2], TOLD[:2], {})
    late = merge(PAGES, TOLD, {})
    assert early[0].id in {one.id for one in late}


def test_a_more_precise_day_wins() -> None:
    vague = replace(TOLD[1], date="2025-10")
    shelling = max(merge(PAGES, [TOLD[0], vague], {}), key=lambda one: len(one.events))
    assert shelling.date == "2025-10-09"


def test_what_was_only_threatened_has_not_happened() -> None:
    plan = replace(TOLD[0], status=Status.PLANNED)
    (incident,) = merge(PAGES, [plan], {})
    assert (incident.happened, incident.origins, incident.status) == (False, (), Standing.UNCONFIRMED)


def test_every_merge_says_why() -> None:
    shelling = max(merge(PAGES, TOLD, {}), key=lambda one: len(one.events))
    assert shelling.why.startswith("3 mentions: ")


def test_a_mention_without_its_article_is_kept() -> None:
    (incident,) = merge([], [mention("gone", recipients=(VILLAGERS,))], {})
    assert incident.origins == ("gone",)


@settings(deadline=None, max_examples=40)
@given(st.permutations(PAGES), st.permutations(TOLD))
def test_the_order_of_arrival_changes_nothing(pages: list[Article], events: list[Event]) -> None:
    assert merge(pages, events, {}) == merge(PAGES, TOLD, {})


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(TOLD), max_size=8))
def test_hearing_a_mention_twice_adds_nothing(more: list[Event]) -> None:
    assert merge(PAGES, [*TOLD, *more], {}) == merge(PAGES, TOLD, {})


@settings(deadline=None, max_examples=25)
@given(st.permutations(PAGES))
def test_merging_day_by_day_with_memory_gives_what_one_merge_gives(pages: list[Article]) -> None:
    memory = Memory()
    for size in range(1, len(pages) + 1):
        known = {page.id for page in pages[:size]}
        found = merge(pages[:size], [one for one in TOLD if one.article in known], {}, memory)
    assert found == merge(PAGES, TOLD, {})


def test_memory_notices_that_a_page_turns_out_to_be_a_copy() -> None:
    memory = Memory()
    merge(PAGES, TOLD, {}, memory)
    copies = {page.id: ("One Agency", "g1") for page in PAGES}
    assert merge(PAGES, TOLD, copies, memory) == merge(PAGES, TOLD, copies)
