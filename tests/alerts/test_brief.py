from dataclasses import replace

import pytest

from tests.alerts.crisis import crisis, replay
from tests.alerts.test_check import SUBJECT, brief, desk
from tocsin.alerts.brief import Sentence, to_html, to_markdown, write

TITLES = [
    "Bottom line",
    "What happened: confirmed",
    "What happened: contested",
    "What happened: unconfirmed",
    "Who says what against whom",
    "What pushes up",
    "What holds back",
    "Expert warnings",
    "Outlook",
    "What we do not know",
]


def section(day: str, title: str) -> tuple[Sentence, ...]:
    """Return the sentences of one section."""
    return next(one.sentences for one in brief(day).sections if one.title == title)


def test_a_brief_has_its_sections_in_order() -> None:
    assert [section.title for section in brief("2025-10-12").sections] == TITLES


def test_confirmed_fighting_stands_under_confirmed() -> None:
    confirmed = next(section for section in brief("2025-10-12").sections if section.title.endswith(": confirmed"))
    assert any("Spin Boldak on 11 October 2025" in one.text for one in confirmed.sentences)


def test_a_single_origin_stands_under_unconfirmed() -> None:
    world = crisis(5)
    said = replay(world, "2025-10-12", "2025-10-13")["2025-10-13"]
    articles, events = world.known("2025-10-13")
    made = write("ERI|ETH", "2025-10-13", incidents=said.incidents, events=events, articles=articles)
    by_title = {section.title: section.sentences for section in made.sections}
    assert not by_title["What happened: confirmed"]
    assert "told by one origin, Rumour Mill" in by_title["What happened: unconfirmed"][0].text


def test_the_outlook_gives_numbers_beside_base_rates() -> None:
    outlook = next(section for section in brief("2025-10-12").sections if section.title == "Outlook")
    assert len(outlook.sentences) == 4
    assert all("against a base rate of" in one.text for one in outlook.sentences[:3])
    assert all("for 5 October 2025, a week before, it was" in one.text for one in outlook.sentences[:3])


def test_the_outlook_says_what_hangs_on_the_strongest_report_and_quotes_it() -> None:
    (told,) = [one for one in section("2025-10-12", "Outlook") if one.text.startswith("Without")]
    (quote,) = told.quotes
    assert f"by {quote.origin}, that" in told.text
    assert " instead of " in told.text


def test_what_pushes_up_says_since_when_and_quotes_its_evidence() -> None:
    moved = [one for one in section("2025-10-12", "What pushes up") if "since 5 October 2025" in one.text]
    assert moved
    assert all(one.quotes for one in moved)


def test_what_lies_further_back_than_a_week_ago_holds_back() -> None:
    held = [one.text for one in section("2025-10-24", "What holds back")]
    assert any("lies a week further back, which takes off" in text for text in held)


def test_nothing_later_is_told() -> None:
    early = write(SUBJECT, "2025-10-10", **{**desk("2025-10-12"), "alerts": ()})
    assert not any("11 October" in one.text for section in early.sections for one in section.sentences)


@pytest.mark.parametrize("bad", ["<script>alert(1)</script>", "</q><img src=x onerror=alert(1)>"])
def test_html_from_a_page_is_escaped(bad: str) -> None:
    made = desk("2025-10-12")
    pages = [replace(page, publisher=bad, url="javascript:alert(1)") for page in made["articles"]]
    html = to_html(write(SUBJECT, "2025-10-12", **(made | {"articles": pages})))
    assert bad not in html
    assert "javascript:" not in html


def test_markdown_carries_each_quotation_once_as_a_note() -> None:
    text = to_markdown(brief("2025-10-12"))
    assert text.count("[^1]: ") == 1
    assert "Frontier News, 12 October 2025" in text


def test_a_subject_without_news_still_gets_a_brief() -> None:
    made = write("CHL|PER", "2025-10-12", **desk("2025-10-12"))
    assert "No alert stands for Chile and Peru" in made.sections[0].sentences[0].text
