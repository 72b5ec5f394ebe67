"""Rows of a GDELT 2.0 event table, with made-up content."""


def event_row(number: int = 1, **given: str) -> str:
    """Return one line of 61 columns; `given` by the codebook's names, in lower case."""
    names = {
        "id": 0,
        "day": 1,
        "actor": 5,
        "actor_name": 6,
        "recipient": 15,
        "recipient_name": 16,
        "cameo": 26,
        "quad": 29,
        "goldstein": 30,
        "articles": 33,
        "tone": 34,
        "place_type": 51,
        "place": 52,
        "country": 53,
        "lat": 56,
        "lon": 57,
        "added": 59,
        "url": 60,
    }
    values = {
        "id": str(number),
        "day": "20210504",
        "actor": "ARMMIL",
        "actor_name": "ARMENIAN ARMY",
        "recipient": "AZE",
        "recipient_name": "AZERBAIJAN",
        "cameo": "190",
        "quad": "4",
        "goldstein": "-10",
        "articles": "3",
        "tone": "-2.5",
        "place_type": "4",
        "place": "Goris, Syunik, Armenia",
        "country": "AM",
        "lat": "39.51",
        "lon": "46.34",
        "added": "20210504121500",
        "url": "http://ledger.example/1",
        **given,
    }
    row = [""] * 61
    for name, value in values.items():
        row[names[name]] = value
    return "\t".join(row)
