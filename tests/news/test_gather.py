"""One document into one article."""

import pytest

from tests.news.test_extract import FIRST, HTML, PLAIN, SECOND
from tocsin.errors import SkipItem
from tocsin.news.gather import gather
from tocsin.records import Document


def test_the_id_leaves_the_fetch_out() -> None:
    early, late = (gather(Document(raw=HTML, fetched=f"2021-05-0{day}T00:00:00Z")) for day in (5, 6))
    assert early.id == late.id
    assert early.known_at != late.known_at


def test_what_is_given_is_used() -> None:
    article = gather(
        Document(text=f"{FIRST}\n\n{SECOND}", title="T", published="2020-01-02T03:04:05Z", publisher="P", origin="O")
    )
    assert (article.published, article.publisher, article.origin) == ("2020-01-02", "P", "O")


def test_an_archived_page_is_known_from_its_publication() -> None:
    assert gather(Document(raw=PLAIN)).known_at == "2021-05-04"


def test_a_page_without_text_is_skipped_with_a_reason() -> None:
    with pytest.raises(SkipItem, match="no usable text"):
        gather(Document(raw="<html><body><nav>Home</nav></body></html>", where="empty.html"))


def test_a_page_without_a_date_keeps_none() -> None:
    assert (
        gather(
            Document(raw="Boats collide\n\nTwo boats collided in fog off the harbour, and nobody was hurt.")
        ).published
        is None
    )
