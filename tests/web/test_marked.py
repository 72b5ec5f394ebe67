"""An article's text is cut at the borders of its spans without losing a character."""

from hypothesis import given
from hypothesis import strategies as st

from tests.factory import article, event
from tocsin.web.charts import line
from tocsin.web.marked import paragraphs, pieces

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).filter(lambda s: s[0] < s[1]), max_size=8
)


@given(st.text(min_size=1, max_size=40), SPANS)
def test_the_pieces_joined_are_the_text(text: str, given_spans: list[list[int]]) -> None:
    marked = [(start, end, "actor", 1) for start, end in given_spans]
    assert "".join(piece.text for piece in pieces(text, 0, len(text), marked)) == text


def test_overlapping_spans_are_both_marked() -> None:
    made = pieces("abcdef", 0, 6, [(0, 4, "actor", 1), (2, 6, "trigger", 2)])
    assert [(p.text, p.kinds) for p in made] == [("ab", ("actor",)), ("cd", ("actor", "trigger")), ("ef", ("trigger",))]


def test_the_trigger_is_marked_in_its_paragraph() -> None:
    told = article()
    marked = [p.text for paragraph in paragraphs(told.text, [event(told)]) for p in paragraph if "trigger" in p.kinds]
    assert marked == ["bombed"]


def test_a_line_of_one_day_is_not_drawn() -> None:
    assert line([1.0], 0.5, 100, 20) is None


def test_a_flat_line_at_the_base_lies_in_the_middle() -> None:
    drawn = line([1.0, 1.0, 1.0], 1.0, 100, 26, 3)
    assert drawn is not None
    assert drawn.base_y == drawn.end_y == 13.0
