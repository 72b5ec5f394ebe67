"""A site's boilerplate, learned."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.news.repeats import Repeats

PROMO = "Read the morning bulletin every day on our channel"
BODY = "A ferry ran aground off the northern cape in thick fog; all forty passengers reached the shore unhurt, on day "


def _read(repeats: Repeats, number: int, extra: str = PROMO, site: str = "coast.example") -> str:
    return repeats.clean(site, f"Ferry report number {number}", f"{BODY}{number}.\n\n{extra}")


def test_a_line_of_many_pages_is_dropped() -> None:
    repeats = Repeats()
    assert PROMO not in [_read(repeats, number) for number in range(6)][-1]


def test_nothing_is_dropped_from_a_sites_first_pages() -> None:
    repeats = Repeats()
    assert all(PROMO in _read(repeats, number) for number in range(5))


def test_sites_are_learned_apart() -> None:
    repeats = Repeats()
    for number in range(8):
        _read(repeats, number)
    assert PROMO in _read(repeats, 9, site="other.example")


def test_a_page_read_again_and_again_keeps_its_lines() -> None:
    repeats = Repeats()
    assert all(PROMO in _read(repeats, 1) for _ in range(20))


def test_a_sentence_of_one_running_story_is_kept() -> None:
    repeats = Repeats()
    texts = [_read(repeats, number, PROMO if number % 5 == 0 else f"Line {number} alone") for number in range(60)]
    assert PROMO in texts[55]


def test_a_page_is_never_emptied() -> None:
    repeats = Repeats()
    texts = [repeats.clean("coast.example", f"Notice number {number}", PROMO) for number in range(9)]
    assert texts[-1] == PROMO


def test_memory_is_bounded() -> None:
    repeats = Repeats(sites=3, lines=10)
    for number in range(200):
        _read(repeats, number, f"Only here {number}", f"site{number % 7}.example")
    assert len(repeats._sites) <= 3
    assert all(len(site.counts) <= 10 for site in repeats._sites.values())


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=60), max_size=12))
def test_no_text_makes_it_fail_and_nothing_is_added(texts: list[str]) -> None:
    repeats = Repeats(pages=2)
    for text in texts:
        assert len(repeats.clean("coast.example", text[:5], text)) <= len(text)
