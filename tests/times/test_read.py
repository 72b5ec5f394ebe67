"""Time expressions get TIMEX3 values, anchored on the day of publication."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.times.read import read

DAY = "2025-10-11"  # a Saturday


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Troops fired on Thursday.", "Thursday", "2025-10-09"),
        ("Troops fired on Saturday.", "Saturday", "2025-10-11"),
        ("Talks will be held next Tuesday.", "next Tuesday", "2025-10-14"),
        ("It happened yesterday.", "yesterday", "2025-10-10"),
        ("It happened two days ago.", "two days ago", "2025-10-09"),
        ("The raid of 9 October 2025 failed.", "9 October 2025", "2025-10-09"),
        ("The raid of October 9, 2025 failed.", "October 9, 2025", "2025-10-09"),
        ("It was signed in May 2020.", "May 2020", "2020-05"),
        ("The war began in 1992.", "1992", "1992"),
        ("He left last year.", "last year", "2024"),
        ("It was recently closed.", "recently", "PAST_REF"),
    ],
)
def test_an_expression_has_its_value(text: str, words: str, value: str) -> None:
    found = {text[t.start : t.end]: t.value for t in read(text, DAY)}
    assert found.get(words) == value


def test_a_length_is_a_duration() -> None:
    assert [(t.value, t.type) for t in read("The shelling lasted three hours.", DAY)] == [("PT3H", "DURATION")]


def test_the_word_may_is_no_month() -> None:
    assert read("He may go, she may stay.", DAY) == ()


def test_without_a_day_of_publication_full_dates_are_still_read() -> None:
    assert "2025-10-09" in {t.value for t in read("The raid of 9 October 2025 failed.", None)}


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_without_a_crash_and_spans_lie_within_it(text: str) -> None:
    assert all(0 <= t.start < t.end <= len(text) and text[t.start : t.end] == t.text for t in read(text, DAY))
