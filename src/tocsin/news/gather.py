"""Gather: one document into one dated and credited article."""

import re

from tocsin.errors import SkipItem
from tocsin.news import agencies
from tocsin.news.dating import date_page
from tocsin.news.extract import extract
from tocsin.news.language import detect
from tocsin.news.lines import words
from tocsin.news.origin import credit
from tocsin.news.page import Page
from tocsin.news.repeats import Repeats
from tocsin.news.voice import voice_of
from tocsin.records import Article, DateCandidate, Document, make_id

MIN_WORDS, MIN_LETTERS = 8, 30
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def _tidy(text: str) -> str:
    """Return a given body with its line ends and blank lines in one manner; nothing else is changed."""
    return _BLANK_LINES.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _page(document: Document) -> Page:
    if document.text and document.text.strip():
        given = (
            extract(document.raw, document.url, document.title)
            if document.raw.strip()
            else Page("", "", url=document.url)
        )
        text = _tidy(document.text)
        return Page(
            document.title or given.title,
            text,
            given.language or detect(text),
            given.kind,
            document.url,
            given.site,
            given.byline,
            given.canonical,
            given.metas,
            given.lines,
            given.links,
            given.tags,
        )
    return extract(document.raw, document.url, document.title)


def _check(page: Page, document: Document) -> None:
    letters = sum(map(str.isalpha, page.text[:2000]))
    if page.shape == "list":
        raise SkipItem(
            "this is a list of stories, not a story",
            where=document.where or document.url or "",
            next_step="load the stories that it links to",
        )
    # a body that was given is a body, however short; one found in a page may be furniture
    short = letters < MIN_LETTERS or (len(words(page.text[:2000])) < MIN_WORDS and page.text.isascii())
    if not letters or (short and document.text is None):
        raise SkipItem(
            "no usable text was found in the page",
            where=document.where or document.url or document.id or "",
            next_step="give the body in the field `text`, or check that the page is an article",
        )


def _date(document: Document, page: Page) -> tuple[str | None, tuple[DateCandidate, ...]]:
    found, evidence = (
        date_page(page, document.url, document.fetched, page.text, document.raw)
        if document.raw or document.url
        else (None, ())
    )
    given = _DAY.match((document.published or "").strip())
    if not given:
        return found, evidence
    day = given[0]
    chosen = DateCandidate(
        day,
        "day" if len(day) == 10 else "month" if len(day) == 7 else "year",
        "given with the document",
        document.published or "",
        "chosen",
        "score 1.00: given by the source",
    )
    rest = tuple(
        DateCandidate(
            one.value,
            one.precision,
            one.where,
            one.quote,
            "supports" if one.value == day else "contradicts" if one.verdict == "chosen" else one.verdict,
            "says the same day"
            if one.value == day
            else "outweighed by the day given"
            if one.verdict == "chosen"
            else one.why,
        )
        for one in evidence
    )
    return day, (chosen, *rest)


def _without_repeats(page: Page, document: Document, publisher: str | None, repeats: Repeats | None) -> str:
    if repeats is None or document.text:
        return page.text
    return repeats.clean(agencies.host(document.url or "") or publisher or "", page.title, page.text)


def gather(document: Document, repeats: Repeats | None = None, voice: str = "") -> Article:
    """Return the article in a document: its body, dating with evidence, publisher and origin.

    What the document gives (`text`, `title`, `published`, `publisher`, `origin`) is used, the rest is read from `raw`.
    The id leaves `fetched` out, so that fetching a page twice gives one article. `known_at` is the fetch time for what
    was fetched, else the publication day. `voice` is the publisher's as the user set it. `repeats`,
    where a run keeps one, drops the site's boilerplate from a body that was read from a page; the id is made before, so
    that it does not depend on what was read earlier. Raises SkipItem for a list of stories and where there is no usable
    text.
    """
    page = _page(document)
    _check(page, document)
    published, evidence = _date(document, page)
    publisher, origin, score, why = credit(page, document.publisher or None, page.text, document.url)
    if document.origin:
        origin, score, why = document.origin, 1.0, "given with the document"
    title = page.title or page.text[:120]
    return Article(
        id=make_id(document.url or "", title, page.text, published or ""),
        url=document.url,
        title=title,
        text=_without_repeats(page, document, publisher, repeats),
        language=page.language,
        published=published,
        published_evidence=evidence,
        publisher=publisher,
        origin=origin,
        origin_score=score,
        origin_why=why,
        fetched=document.fetched,
        known_at=document.fetched or published,
        author=page.byline,
        tags=page.tags,
        links=page.links,
        voice=voice_of(publisher, origin, document.url, voice),
    )
