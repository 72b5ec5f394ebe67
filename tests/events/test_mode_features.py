"""What speaks for a mode: every mode of the type is described, by chances and by words."""

import numpy as np
import pytest

from tests.events.factory import article
from tocsin.events.learned import Hybrid, build, choose, fill, propose
from tocsin.events.learned_read import Page, open_page
from tocsin.events.mode_features import Told, choices, describe, tell
from tocsin.records import Marks

RAID = "Army jets bombed a rebel camp near Lashkar Gah on Monday. Three fighters were killed in the attack."


@pytest.fixture(scope="module")
def hybrid() -> Hybrid:
    return build()


def _told(hybrid: Hybrid, text: str) -> tuple[Page, list[Told]]:
    page = open_page(article(text), Marks(), hybrid.tagger.tokenizer)
    candidates, pieces = propose(page, hybrid.tagger)
    chosen = choose(page, candidates, pieces, hybrid.judge)
    return page, [tell(one.candidate, event, pieces) for one, _, event in fill(page, chosen)]


def test_no_mode_is_the_first_choice_of_every_type() -> None:
    assert choices("ASSAULT")[0] is None
    assert choices("AGREE") == (None,)


def test_every_mode_of_the_type_is_described(hybrid: Hybrid) -> None:
    page, told = _told(hybrid, RAID)
    assert told
    for one, rows in zip(told, describe(told, page.contexts), strict=True):
        assert tuple(rows) == choices(one.event.type)


def test_the_taggers_chances_of_a_mention_sum_to_one(hybrid: Hybrid) -> None:
    _, told = _told(hybrid, RAID)
    assert all(np.isclose(np.exp(one.logs).sum(), 1) for one in told)


def test_a_weapon_in_the_sentence_speaks_for_its_mode_alone(hybrid: Hybrid) -> None:
    page, told = _told(hybrid, RAID)
    rows = next(r for one, r in zip(told, describe(told, page.contexts), strict=True) if one.event.type == "ASSAULT")
    assert "means:sentence" in rows["aerial"]
    assert "means:sentence" not in rows["sexual"]


def test_the_rules_reading_speaks_for_itself(hybrid: Hybrid) -> None:
    page, told = _told(hybrid, RAID)
    for one, rows in zip(told, describe(told, page.contexts), strict=True):
        assert [mode for mode, row in rows.items() if row["rule"]] == [one.event.mode]
