"""The role tagger and what its chances become as features."""

from pathlib import Path

import numpy as np
import pytest

from tests.events.factory import article, read
from tocsin.errors import StopRun
from tocsin.events import linker, linker_candidates, linker_odds
from tocsin.events.linker_tagger import open_role_tagger, reading, sheet
from tocsin.records import Marks

TEXT = "Rebels attacked a police post on Monday. The army shelled the hills in reply."


def test_pieces_cover_the_text_and_know_their_sentence() -> None:
    on = sheet(linker_candidates.read(article(TEXT), Marks()), open_role_tagger().lower)
    assert on is not None
    assert TEXT[on.starts[0] : on.ends[0]] == "Rebels"
    assert set(on.sentences.tolist()) == {0, 1}
    assert len(on.states) == len(on.starts)


def test_chances_do_not_depend_on_what_is_read_beside() -> None:
    tagger, page = open_role_tagger(), linker_candidates.read(article(TEXT), Marks())
    on = sheet(page, tagger.lower)
    assert on is not None
    told = [(on, reading(one.seen, on)) for one in linker.cases(page, read(TEXT))]
    together, alone = tagger.chances(told), [tagger.chances([one])[0] for one in told]
    assert len(told) >= 2
    for one, other in zip(together, alone, strict=True):
        assert one.shape == other.shape
        # eight-bit activations are scaled by what is read together
        assert np.abs(one - other).max() < 0.2


def test_the_subject_of_an_attack_is_likelier_its_actor_than_the_object() -> None:
    tagger, page = open_role_tagger(), linker_candidates.read(article(TEXT), Marks())
    on = sheet(page, tagger.lower)
    assert on is not None
    one = next(case for case in linker.cases(page, read(TEXT)) if case.seen.event.trigger.text == "attacked")
    around = reading(one.seen, on)
    seen = linker_odds.views(one.people, around, tagger.chances([(on, around)])[0])
    by_word = {who.token.lower_: own[:, 0] for who, own in zip(one.people, seen, strict=True)}
    assert by_word["rebels"][0] > by_word["post"][0]
    assert by_word["post"][1] > by_word["rebels"][1]


def test_the_likeliest_of_a_role_leads_its_rivals() -> None:
    page = linker_candidates.read(article(TEXT), Marks())
    people = linker.cases(page, read(TEXT))[0].people
    seen = np.full((len(people), 3, 3), 0.1, np.float32)
    seen[0] = 0.9
    rows = linker_odds.rows(people, seen)
    assert rows[0]["t actor rank"] == 0
    assert rows[0]["t actor lead"] > 0
    assert all(
        row["t actor rank"] >= 1 for row, one in zip(rows, people, strict=True) if one.entity != people[0].entity
    )


def test_a_missing_tagger_stops_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"tagger\.onnx"):
        open_role_tagger(tmp_path)
