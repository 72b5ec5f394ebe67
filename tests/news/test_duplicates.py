"""Copies are found in one pass, and point to whose reporting they are."""

from tests.factory import article
from tocsin.news.duplicates import Copy, group
from tocsin.records import Article

WORDS = (
    "Pakistani troops shelled the Afghan town of Spin Boldak on Sunday night, killing seven civilians and wounding "
    "thirty, the Taliban government said. Residents fled towards Kandahar in trucks and on foot, and the hospital "
    "asked for blood. Pakistan's army denied that it had fired at civilians and said that it had answered an "
    "attack on two of its posts."
)


def told(publisher: str, text: str = WORDS, day: str = "2025-10-13", origin: str | None = None) -> Article:
    return article(text, publisher=publisher, origin=origin or publisher, published=day, known_at=day)


def copies(*articles: Article) -> list[Copy]:
    return list(group(articles))


def test_a_straight_copy_counts_to_the_first_origin() -> None:
    made = copies(told("Oxus Press"), told("Daily Scan"), told("City Ledger"))
    assert {c.origin for c in made} == {"Oxus Press"}
    assert len({c.copy_group for c in made}) == 1


def test_a_copy_with_a_line_added_is_still_a_copy() -> None:
    made = copies(told("Oxus Press"), told("Daily Scan", WORDS + " This is a developing story. Follow us for more."))
    assert made[1].origin == "Oxus Press"
    assert made[1].why


def test_a_part_of_a_report_points_to_the_whole() -> None:
    first = WORDS.split(". ")[0] + ". " + WORDS.split(". ")[1] + "."
    assert (
        copies(told("Oxus Press"), told("Daily Scan", first))[1].copy_group == copies(told("Oxus Press"))[0].copy_group
    )


def test_independent_reports_of_one_event_stay_apart() -> None:
    other = (
        "At least six people died when mortar rounds hit a market near the Afghan border late on Sunday, according to "
        "two doctors in Kandahar, and shopkeepers described an hour of firing from the Pakistani side before the "
        "crossing was closed."
    )
    made = copies(told("Oxus Press"), told("Gulf Morning", other))
    assert made[0].copy_group != made[1].copy_group
    assert made[1].origin == "Gulf Morning"


def test_an_article_is_answered_in_its_place() -> None:
    rows = [
        told("Oxus Press"),
        told("Gulf Morning", "Quite another matter: the harvest of apricots in Ararat is good this year."),
    ]
    assert [c.article for c in copies(*rows)] == [a.id for a in rows]


def test_a_flood_of_copies_is_one_origin() -> None:
    rows = [told("Red Sea Flash")] + [told(f"Site {n}", WORDS + f" Posted by desk {n}.") for n in range(120)]
    assert {c.origin for c in group(rows)} == {"Red Sea Flash"}
