from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.mentions import article
from tocsin.incidents.stories import stories
from tocsin.records import Article

PAGES = [
    article(
        "a", "2025-10-10", "A", "Flood waters rose in Lagos as the Ogun river burst its banks and families fled Mowe."
    ),
    article(
        "b", "2025-10-10", "B", "Families fled Mowe near Lagos after the Ogun river burst its banks in heavy rain."
    ),
    article(
        "c", "2025-10-10", "C", "Senators in Santiago voted on a pension law after months of debate about the budget."
    ),
    article(
        "d",
        "2025-10-10",
        "D",
        "The pension law passed in Santiago when senators voted late after debate on the budget.",
    ),
]


def test_articles_on_one_event_stand_together() -> None:
    assert [[one.id for one in group] for group in stories(PAGES)] == [["a", "b"], ["c", "d"]]


@settings(deadline=None, max_examples=10)
@given(st.permutations(PAGES))
def test_the_order_of_articles_changes_nothing(pages: list[Article]) -> None:
    assert stories(pages) == stories(PAGES)
