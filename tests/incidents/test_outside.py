import pytest

from tests.incidents.mentions import article, mention
from tocsin.errors import NotFound
from tocsin.incidents.merge import merge
from tocsin.incidents.outside import compare_outside, read_outside
from tocsin.records import Incident

ACLED = {
    "event_id_cnty": "AFG1",
    "event_date": "2025-10-09",
    "country": "Afghanistan",
    "location": "Khost",
    "latitude": "33.33",
    "longitude": "69.92",
    "fatalities": "4",
    "geo_precision": "1",
}
UCDP = {
    "id": "7",
    "date_start": "2025-10-08",
    "date_end": "2025-10-10",
    "country": "Afghanistan",
    "latitude": "33.3",
    "longitude": "69.9",
    "best": "5",
    "where_prec": "1",
}


def shelling() -> tuple[Incident, ...]:
    """Return one incident at Khost with four to six killed."""
    pages = [article("a", "2025-10-10", "A"), article("b", "2025-10-10", "B")]
    return merge(pages, [mention("a", killed=(4, 4)), mention("b", killed=(6, 6))], {})


@pytest.mark.parametrize(("row", "format_"), [(ACLED, "acled"), (UCDP, "ucdp")])
def test_an_event_on_the_list_is_found(row: dict[str, str], format_: str) -> None:
    found = compare_outside(shelling(), read_outside([row], format_)[0])
    assert (len(found.matched), found.missed, found.extra) == (1, (), ())
    assert found.same_toll == 1


def test_an_event_far_away_is_missed_and_ours_is_extra() -> None:
    found = compare_outside(shelling(), read_outside([ACLED | {"latitude": "36.7"}], "acled")[0])
    assert (len(found.missed), len(found.extra), found.recall) == (1, 1, 0)


def test_each_event_is_matched_once() -> None:
    found = compare_outside(shelling(), read_outside([ACLED, ACLED], "acled")[0])
    assert (len(found.matched), len(found.missed)) == (1, 1)


def test_a_row_without_a_day_is_skipped_and_told() -> None:
    events, skipped = read_outside([ACLED | {"event_date": "last week"}], "acled")
    assert events == []
    assert "'last week' is no ISO day" in skipped[0].line()


def test_an_unknown_format_lists_those_there_are() -> None:
    with pytest.raises(NotFound, match="acled"):
        read_outside([], "gdelt")


def test_without_a_place_the_country_must_agree() -> None:
    events = read_outside([ACLED | {"latitude": "", "country": "Chile"}], "acled")[0]
    assert compare_outside(shelling(), events).matched == ()
