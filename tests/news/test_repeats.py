"""A site's boilerplate, learned."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.news.repeats import Repeats, beside, keep, recalled

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


def test_what_is_learned_survives_a_restart(tmp_path: Path) -> None:
    store = str(tmp_path / "t.db")
    for number in range(6):  # a run a page
        repeats = recalled(store)
        read = _read(repeats, number)
        keep(repeats, store)
    assert PROMO not in read


def test_a_page_read_again_after_a_restart_teaches_nothing(tmp_path: Path) -> None:
    store = str(tmp_path / "t.db")
    for _ in range(12):
        repeats = recalled(store)
        read = _read(repeats, 1)
        keep(repeats, store)
    assert PROMO in read


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"a": 1}', '{"a": {"pages": 1, "titles": ["x"], "lines": {}}}'])
def test_a_damaged_file_teaches_nothing(damage: str, tmp_path: Path) -> None:
    path = beside(str(tmp_path / "t.db"))
    assert path is not None
    path.write_text(damage)
    assert PROMO in _read(recalled(str(tmp_path / "t.db")), 1)


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    repeats = Repeats()
    _read(repeats, 1)
    repeats.keep(tmp_path / "none" / "t.db-lines")
    assert not (tmp_path / "none").exists()


def test_the_file_of_a_site_with_endless_lines_stays_small(tmp_path: Path) -> None:
    repeats = Repeats()
    for number in range(40):
        text = "\n\n".join(f"Line {number} of {n}: a word of the day for everybody" for n in range(100))
        repeats.clean("coast.example", f"Report {number}", text)
    repeats.keep(tmp_path / "lines")
    assert (tmp_path / "lines").stat().st_size < 10_000


def test_a_store_in_memory_has_no_file() -> None:
    assert beside(":memory:") is None
