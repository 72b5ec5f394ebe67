"""A page becomes an article: clean body, a day with its evidence, publisher and origin."""

import pytest

from tocsin.errors import SkipItem
from tocsin.news.gather import gather
from tocsin.records import Article, Document

BODY = (
    "<p>Pakistani troops shelled the Afghan town of Spin Boldak on Sunday, killing seven civilians, the Taliban "
    "government said.</p><p>Pakistan's army denied that it had fired at civilians. Turkey urged both countries to "
    "hold talks.</p>"
)
PAGE = (
    "<!doctype html><html lang='en'><head><title>Shells fall on border town | Gulf Morning</title>"
    "<meta property='og:site_name' content='Gulf Morning'>{meta}</head><body>"
    "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav>{top}<article><h1>Shells fall on border "
    "town</h1>{body}</article>"
    "<div class='share'>Share: Facebook X WhatsApp Email</div><aside class='related'><h3>More stories</h3><ul>"
    "<li><a href='/a'>Ten held after raid on smugglers</a></li></ul></aside>"
    "<footer>Copyright Gulf Morning. Terms of use.</footer></body></html>"
)
META = "<meta property='article:published_time' content='2025-10-13T08:00:00Z'>"


def page(
    meta: str = META, top: str = "", body: str = BODY, url: str | None = None, fetched: str | None = None
) -> Article:
    return gather(Document(raw=PAGE.format(meta=meta, top=top, body=body), url=url, fetched=fetched, where="test"))


def test_the_body_is_the_paragraphs_and_nothing_around_them() -> None:
    text = page().text
    assert text.startswith("Pakistani troops shelled")
    assert text.count("\n\n") == 1
    assert not any(junk in text for junk in ("Share", "Copyright", "smugglers", "Home"))


def test_title_publisher_and_day_come_from_the_page() -> None:
    made = page()
    assert (made.title, made.publisher, made.published) == ("Shells fall on border town", "Gulf Morning", "2025-10-13")


def test_a_template_day_at_the_top_does_not_win_and_is_kept_as_evidence() -> None:
    made = page(top="<p class='updated'>Last updated: 20 October 2025</p>")
    assert made.published == "2025-10-13"
    assert any(c.value.startswith("2025-10-20") and c.verdict != "chosen" for c in made.published_evidence)


def test_every_dated_article_has_one_chosen_candidate_with_its_place() -> None:
    chosen = [c for c in page().published_evidence if c.verdict == "chosen"]
    assert len(chosen) >= 1
    assert all(c.where and c.why for c in chosen)


def test_no_day_after_the_fetch_is_chosen() -> None:
    made = page(meta="<meta property='article:published_time' content='2031-01-01'>", fetched="2025-10-14T00:00:00Z")
    assert (made.published or "") < "2025-10-15"


def test_a_page_without_any_day_is_kept_without_one() -> None:
    made = page(
        meta="", body="<p>Troops shelled a town, killing seven people, a doctor said. Residents fled at once.</p>"
    )
    assert made.published is None


@pytest.mark.parametrize("credit", ["(Reuters) - ", "KABUL, Oct 13 (Reuters) - "])
def test_an_agency_credit_makes_the_agency_the_origin(credit: str) -> None:
    made = page(body=BODY.replace("<p>Pakistani", f"<p>{credit}Pakistani", 1))
    assert made.origin == "Reuters"
    assert made.publisher == "Gulf Morning"
    assert made.origin_why


def test_without_a_credit_the_publisher_is_the_origin() -> None:
    assert page().origin == "Gulf Morning"


def test_what_is_given_is_used() -> None:
    made = gather(
        Document(text="Talks were held in Doha on Saturday.", title="Talks", published="2025-10-18", publisher="X")
    )
    assert (made.text, made.published, made.publisher) == ("Talks were held in Doha on Saturday.", "2025-10-18", "X")


def test_the_id_does_not_depend_on_when_it_was_fetched() -> None:
    assert page(fetched="2025-10-14T00:00:00Z").id == page(fetched="2025-10-15T00:00:00Z").id


def test_what_was_followed_is_known_from_its_fetch_and_an_archive_from_its_day() -> None:
    assert page(fetched="2025-10-14T05:00:00Z").known_at == "2025-10-14T05:00:00Z"
    assert (page().known_at or "")[:10] == "2025-10-13"


@pytest.mark.parametrize("raw", ["", "   \n ", "<html><body><nav>Home</nav></body></html>", "\x00\x01\x02"])
def test_a_page_without_words_is_skipped_with_a_reason(raw: str) -> None:
    with pytest.raises(SkipItem) as skip:
        gather(Document(raw=raw, where="page.html"))
    assert "page.html" in skip.value.line()


def test_plain_text_with_its_furniture_becomes_an_article() -> None:
    raw = (
        "Shells fall on border town\nGulf Morning | 13 October 2025\n\nPakistani troops shelled the Afghan town "
        "of Spin Boldak on "
        "Sunday, killing seven civilians, the Taliban government said.\n\nShareFacebook Twitter WhatsApp Email "
        "Print\n\n"
        "(c) Gulf Morning. All rights reserved."
    )
    made = gather(Document(raw=raw))
    assert made.text.endswith("the Taliban government said.")
    assert (made.title, made.published, made.publisher) == ("Shells fall on border town", "2025-10-13", "Gulf Morning")
