"""Kinds of places, and what each means for precision (gold word) and UCDP's `where_prec`."""

from enum import IntEnum


class Kind(IntEnum):
    """What sort of thing a gazetteer entry is."""

    COUNTRY = 0
    PROVINCE = 1
    DISTRICT = 2
    CITY = 3
    SITE = 4
    REGION = 5
    SEA = 6
    QUARTER = 7


PRECISION = {
    Kind.COUNTRY: "country",
    Kind.PROVINCE: "province",
    Kind.DISTRICT: "district",
    Kind.CITY: "city",
    Kind.SITE: "site",
    Kind.REGION: "province",
    Kind.SEA: "district",
    Kind.QUARTER: "district",
}
"""The gold set's word for each kind; seas and quarters count as district, regions as province."""

WHERE_PREC = {
    Kind.SITE: 1,
    Kind.CITY: 1,
    Kind.QUARTER: 1,
    Kind.DISTRICT: 3,
    Kind.PROVINCE: 4,
    Kind.REGION: 5,
    Kind.COUNTRY: 6,
    Kind.SEA: 7,
}
"""UCDP GED codebook 23.1: 1 exact, 2 within 25 km, 3 district, 4 province, 5 line or fuzzy, 6 country, 7 sea, air."""
