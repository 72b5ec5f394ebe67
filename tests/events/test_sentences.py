"""Sentence splitting."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.events.sentences import dateline, split


def texts(text: str) -> list[str]:
    return [span.text for span in split(text)]


def test_a_title_and_an_initial_do_not_end_a_sentence() -> None:
    assert len(texts("Gen. A. B. Diallo met Mr. Sow. They talked.")) == 2


def test_dotted_abbreviations_do_not_end_a_sentence() -> None:
    assert len(texts("The U.S. envoy left at 5 p.m. on Monday.")) == 1


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert texts("“We will stay.” He left.") == ["“We will stay.”", "He left."]


def test_a_missing_space_after_a_quote_still_parts_sentences() -> None:
    assert (
        texts("“It failed,” she wrote on Monday.“Nobody was there. What now?”")[0]
        == "“It failed,” she wrote on Monday."
    )


def test_a_question_inside_a_quotation_is_a_sentence() -> None:
    assert "More raids?" in texts("“What next? More raids? We wait.”")


def test_a_blank_line_parts_sentences_without_a_stop() -> None:
    assert texts("BAMAKO\n\nTroops left.") == ["BAMAKO", "Troops left."]


def test_a_decimal_point_is_no_stop() -> None:
    assert len(texts("Prices rose 3.5 per cent on Monday.")) == 1


def test_an_empty_text_has_no_sentences() -> None:
    assert split("") == ()


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="aB .?!\"“”'’\n…)(", max_size=80))
def test_spans_quote_the_text_in_order_and_lose_only_space(text: str) -> None:
    spans = split(text)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(span.text for span in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "head", ["KABUL, Oct 17 (Oxus Press) - ", "LA PAZ - ", "BAGHDAD: ", "Geneva (Alpine Wire) — ", "TUZLA (AWS) - "]
)
def test_a_dateline_is_told_from_the_sentence(head: str) -> None:
    assert dateline(f"{head}The army shelled the town.") == len(head)


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance - said so.",
        "The army - Three brigades - left.",
        "Two men (both armed) - The rebels - fled.",
        "The minister said: The army will leave.",
    ],
)
def test_a_dash_or_colon_alone_makes_no_dateline(text: str) -> None:
    assert dateline(text) == 0
