"""The word and feast lists hold together."""

import itertools
from datetime import date

from tocsin.times.calendar_dates import feast_days
from tocsin.times.vocabulary import feasts, read_resource, vocabulary


def test_no_word_is_in_two_classes() -> None:
    words = [word for entries in read_resource("words.toml").values() for word in entries]
    assert len(words) == len(set(words))


def test_each_class_has_a_letter_of_its_own() -> None:
    letters = vocabulary().letters
    assert len(set(letters.values())) == len(letters)


def test_every_feast_has_a_day_in_each_year_of_its_table() -> None:
    assert all(feast_days(entry, year) for entry in feasts().values() for year in range(2011, 2025))


def test_muslim_feasts_come_about_eleven_days_earlier_each_year() -> None:
    days = [date.fromisoformat(day) for day in feasts()["eid_al_fitr"]["days"]]
    assert {(b - a).days for a, b in itertools.pairwise(days)} <= {353, 354, 355, 356}


def test_eid_follows_a_month_after_ramadan_begins() -> None:
    ramadan, eid = feasts()["ramadan"]["days"], feasts()["eid_al_fitr"]["days"]
    gaps = {min(abs((date.fromisoformat(e) - date.fromisoformat(r)).days) for e in eid) for r in ramadan[1:-1]}
    assert gaps <= {29, 30}
