"""What the reader makes of time expressions, with the publication day Saturday, 11 October 2025."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.times.read import read
from tocsin.times.vocabulary import vocabulary

PUBLISHED = "2025-10-11"  # a Saturday


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(time.text, time.value) for time in read(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9 October 2025", "2025-10-09"),
        ("Oct. 9, 2025", "2025-10-09"),
        ("Thursday, October 9", "2025-10-09"),
        ("the 9th of October", "2025-10-09"),
        ("2025-10-09", "2025-10-09"),
        ("13/10/2025", "2025-10-13"),
        ("mid-November", "2025-11"),
        ("the end of 1994", "1994"),
        ("July last year", "2024-07"),
        ("the late '70s", "197"),
        ("the nineties", "199"),
        ("the 21st century", "20"),
        ("the third quarter of 2024", "2024-Q3"),
        ("the first half of 2024", "2024-H1"),
        ("fiscal 2023", "2023"),
        ("nineteen ninety-seven", "1997"),
        ("the winter of 2013", "2013-WI"),
    ],
)
def test_a_calendar_date_is_read_in_every_wire_form(text: str, value: str) -> None:
    assert values(text) == [(text, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They attacked on Saturday", "2025-10-11"),
        ("They attacked on Friday", "2025-10-10"),
        ("They attacked last Saturday", "2025-10-04"),
        ("They will meet on Monday", "2025-10-13"),
        ("The talks will be held on Wednesday", "2025-10-15"),
        ("They must leave by Tuesday", "2025-10-14"),
        ("They will meet next Saturday", "2025-10-18"),
        ("Thursday's strike could widen the war", "2025-10-09"),
    ],
)
def test_a_weekday_is_past_unless_tense_or_a_cue_says_otherwise(text: str, value: str) -> None:
    assert [v for _, v in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yesterday", "2025-10-10"),
        ("tomorrow", "2025-10-12"),
        ("two days ago", "2025-10-09"),
        ("three months ago", "2025-07"),
        ("last week", "2025-W40"),
        ("earlier this month", "2025-10"),
        ("next year", "2026"),
        ("the weekend", "2025-W41-WE"),
        ("recently", "PAST_REF"),
        ("now", "PRESENT_REF"),
        ("soon", "FUTURE_REF"),
    ],
)
def test_a_relative_expression_counts_from_publication(text: str, value: str) -> None:
    assert values(text) == [(text, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("overnight", "2025-10-10TNI"),
        ("last night", "2025-10-10TNI"),
        ("this morning", "2025-10-11TMO"),
        ("tonight", "2025-10-11TNI"),
        ("Thursday evening", "2025-10-09TEV"),
        ("the night of 11-12 October", "2025-10-11TNI"),
        ("5 p.m. local time Friday", "2025-10-10T17:00"),
        ("noon Thursday", "2025-10-09T12:00"),
    ],
)
def test_a_part_of_a_day_is_a_time(text: str, value: str) -> None:
    assert [(t.text, t.value, t.type) for t in read(text, PUBLISHED)] == [(text, value, "TIME")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the past 24 hours", "PT24H"),
        ("the first nine months", "P9M"),
        ("2 1/2 years", "P2Y6M"),
        ("several weeks", "PXW"),
        ("nearly two decades", "P20Y"),
        ("half an hour", "PT30M"),
        ("more than two thousand years", "P2000Y"),
    ],
)
def test_an_amount_of_time_is_a_duration(text: str, value: str) -> None:
    assert [(t.text, t.value, t.type) for t in read(text, PUBLISHED)] == [(text, value, "DURATION")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("every Friday", "XXXX-WXX-5"),
        ("each July", "XXXX-07"),
        ("Tuesday nights", "XXXX-WXX-2TNI"),
        ("every month", "P1M"),
    ],
)
def test_what_comes_again_is_a_set(text: str, value: str) -> None:
    assert [(t.text, t.value, t.type) for t in read(text, PUBLISHED)] == [(text, value, "SET")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Eid al-Fitr 2024", "2024-04-10"),
        ("last Christmas", "2024-12-25"),
        ("Nowruz 2023", "2023-03-21"),
        ("Yom Kippur 2023", "2023-09-25"),
        ("Good Friday 2024", "2024-03-29"),
        ("Orthodox Easter 2023", "2023-04-16"),
        ("Ramadan 2021", "2021-04"),
    ],
)
def test_a_feast_is_read_by_its_table(text: str, value: str) -> None:
    assert values(text) == [(text, value)]


def test_both_ends_of_a_range_get_the_month() -> None:
    assert [v for _, v in values("It lasted from 9 to 12 October.")] == ["2025-10-09", "2025-10-12"]


def test_the_first_month_of_a_range_takes_the_year_of_the_last() -> None:
    assert [v for _, v in values("from May to July 2024")] == ["2024-05", "2024-07"]


def test_days_earlier_count_from_the_day_in_talk() -> None:
    assert [v for _, v in values("The raid was on 9 September. Two days earlier a convoy was hit.")][1] == "2025-09-07"


def test_the_following_weekday_counts_from_the_day_in_talk() -> None:
    assert values("It began on 2 October. The following Tuesday it ended.")[1][1] == "2025-10-07"


@pytest.mark.parametrize(
    "text",
    [
        "They may march again",
        "$1999",
        "He is 37 years old",
        "as soon as they can",
        "three-quarters of its food",
        "10:30 odds",
    ],
)
def test_what_only_looks_like_time_is_left_alone(text: str) -> None:
    assert values(text) == []


def test_without_publication_only_absolute_dates_are_read() -> None:
    assert [v for _, v in values("On Friday and in May 2020, two days ago", None)] == ["2020-05"]


def test_a_publication_that_is_no_day_counts_as_none() -> None:
    assert values("yesterday", "2025-99-99") == []


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from([*sorted(vocabulary().words), "11", "1999", ",", "-", "$", "May", "Friday", "x"]), max_size=14
    )
)
def test_any_heap_of_time_words_is_read_with_true_spans(words: list[str]) -> None:
    text = " ".join(words)
    times = read(text, PUBLISHED)
    assert all(text[t.start : t.end] == t.text for t in times)
    assert all(a.end <= b.start for a, b in itertools.pairwise(times))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    assert all(t.value for t in read(text, PUBLISHED))
