"""The hybrid coder: windows, candidates, the judge, and events whose quotes hold."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events.factory import article
from tocsin.errors import StopRun
from tocsin.events import parse
from tocsin.events.code import code
from tocsin.events.confidence import calibrated
from tocsin.events.learned import Hybrid, build, choose, propose
from tocsin.events.learned_candidates import hints, pairs, types
from tocsin.events.learned_features import softmax
from tocsin.events.learned_judge import STATUSES, judge, read, status_of
from tocsin.events.learned_model import open_tagger
from tocsin.events.learned_read import Page, open_page
from tocsin.events.learned_windows import LONGEST, Hint, batch, windows
from tocsin.records import Event, Marks, Status

ATTACK = "Gunmen attacked a village near Djibo on Tuesday, killing at least 12 people. France condemned the raid."
RECIPE = "Stir the flour into the butter and cook for two minutes. Add the milk slowly and season the sauce to taste."
LONG = " ".join(f"The minister visited town number {i} and met its mayor over lunch." for i in range(60))


@pytest.fixture(scope="module")
def hybrid() -> Hybrid:
    return build()


def _read(hybrid: Hybrid, text: str) -> tuple[Event, ...]:
    return code(article(text), Marks(), hybrid)


def _page(hybrid: Hybrid, text: str) -> Page:
    return open_page(article(text), Marks(), hybrid.tagger.tokenizer)


def test_an_attack_is_read_with_its_toll(hybrid: Hybrid) -> None:
    found = [one for one in _read(hybrid, ATTACK) if one.type == "ASSAULT"]
    assert found
    assert found[0].killed is not None
    assert found[0].killed.low == 12


def test_a_recipe_reports_nothing(hybrid: Hybrid) -> None:
    assert _read(hybrid, RECIPE) == ()


def test_an_empty_text_reports_nothing(hybrid: Hybrid) -> None:
    assert _read(hybrid, "") == ()


def test_every_event_names_its_coder_and_reason(hybrid: Hybrid) -> None:
    found = _read(hybrid, ATTACK)
    assert {one.coder for one in found} == {"hybrid"}
    assert all("judged" in one.type_why for one in found)


def test_reading_twice_gives_the_same(hybrid: Hybrid) -> None:
    assert _read(hybrid, ATTACK) == _read(hybrid, ATTACK)


def test_an_unmeasured_coder_keeps_the_judges_own_chance(hybrid: Hybrid) -> None:
    found = _read(replace(hybrid, measured=False), ATTACK)
    assert found
    assert all(hybrid.judge.least <= round(one.confidence + 1e-4, 4) <= 1.0001 for one in found)


def test_confidence_is_the_calibrated_chance(hybrid: Hybrid) -> None:
    raw = _read(replace(hybrid, measured=False), ATTACK)
    assert _read(hybrid, ATTACK) == tuple(calibrated(one) for one in raw)


def test_modes_belong_to_their_types(hybrid: Hybrid) -> None:
    assert all((one.type, one.mode) in pairs() for one in _read(hybrid, f"{ATTACK} {LONG}"))


@settings(deadline=None, max_examples=25)
@given(st.text(alphabet="abc ABC.,;!?\n\"“”’—'()0123456789éжع ", max_size=300))
def test_any_text_is_read_and_quoted(hybrid: Hybrid, text: str) -> None:
    assert all(text[one.trigger.start : one.trigger.end] == one.trigger.text for one in _read(hybrid, text))


def test_windows_hold_every_sentence_once(hybrid: Hybrid) -> None:
    sentences = parse.parse(LONG)
    made = list(windows(sentences, "A headline", hybrid.tagger.tokenizer))
    starts = [one.start for window in made for one in window if one.start >= 0]
    assert len(starts) == len(set(starts))
    assert {one.span.start for one in sentences} <= set(starts)


def test_no_window_is_longer_than_allowed(hybrid: Hybrid) -> None:
    sentences = parse.parse(f"{'war ' * 500}. {LONG}")
    assert all(len(one) <= LONGEST for one in windows(sentences, "war " * 200, hybrid.tagger.tokenizer))


def test_a_hint_marks_the_pieces_it_overlaps(hybrid: Hybrid) -> None:
    page = _page(hybrid, ATTACK)
    made = batch(page.windows, [Hint(7, 15, 3)])
    marked = made.hints == 3
    assert {(int(a), int(b)) for a, b in zip(made.starts[marked], made.ends[marked], strict=True)} == {(7, 15)}


def test_the_rules_hints_tell_kept_from_dropped(hybrid: Hybrid) -> None:
    found = hints(_page(hybrid, ATTACK).candidates)
    assert any(1 <= one.code <= len(types()) for one in found)
    assert all(1 <= one.code <= 2 * len(types()) for one in found)


def test_one_word_names_one_event(hybrid: Hybrid) -> None:
    page = _page(hybrid, ATTACK)
    candidates, pieces = propose(page, hybrid.tagger)
    chosen = choose(page, candidates, pieces, hybrid.judge)
    spans = sorted(one.candidate.span for one in chosen)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_judge_survives_its_own_table(hybrid: Hybrid) -> None:
    table = {name: getattr(hybrid.judge, name) for name in hybrid.judge.__slots__}
    again = read({k: v if isinstance(v, float) else np.asarray(v).tolist() for k, v in table.items()})
    assert np.allclose(again.hidden, judge().hidden)


def test_a_strong_reading_of_the_rules_decides_the_status(hybrid: Hybrid) -> None:
    page = _page(hybrid, ATTACK)
    candidates, pieces = propose(page, hybrid.tagger)
    sure = np.eye(len(STATUSES)) * 100
    assert status_of(candidates[0], pieces, Status.DENIED, sure)[0] is Status.DENIED


def test_softmax_sums_to_one() -> None:
    assert np.allclose(softmax(np.array([[1.0, 2.0, 900.0]], np.float32)).sum(axis=-1), 1)


def test_a_missing_file_stops_the_run_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"python -m training\.coder"):
        open_tagger(tmp_path)
