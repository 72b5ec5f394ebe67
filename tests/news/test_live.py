"""Live blogs are split into their entries."""

import json

from tocsin.news.gather import gather
from tocsin.news.live import split
from tocsin.records import Document

BODIES = (
    "Troops entered the village of Sund at dawn, its mayor said.",
    "Talks on a truce in Molde began in the evening.",
)


def page(bodies: tuple[str, ...], kind: str = "LiveBlogPosting") -> Document:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Entry {n}",
            "articleBody": body,
            "datePublished": f"2021-05-0{n}T08:00:00Z",
        }
        for n, body in enumerate(bodies, 3)
    ]
    table = {"@graph": [{"@type": kind, "liveBlogUpdate": list(reversed(updates))}]}
    raw = f'<html><script type="application/ld+json">{json.dumps(table)}</script><body><p>Live.</p></body></html>'
    return Document(raw=raw, url="http://l.example/live")


def test_a_live_blog_gives_one_document_an_entry_oldest_first() -> None:
    found = split(page(BODIES))
    assert [one.text for one in found] == list(BODIES)


def test_each_entry_has_its_own_day_and_address() -> None:
    first, second = (gather(one) for one in split(page(BODIES)))
    assert (first.published, second.published) == ("2021-05-03", "2021-05-04")
    assert (first.url, second.url) == ("http://l.example/live#entry-1", "http://l.example/live#entry-2")


def test_an_entry_keeps_its_address_as_more_come() -> None:
    before, after = (
        split(page(BODIES)),
        split(page((*BODIES, "A third convoy left the town for the border, police said."))),
    )
    assert [one.url for one in after[:2]] == [one.url for one in before]


def test_any_other_page_stays_whole() -> None:
    document = page(BODIES, kind="NewsArticle")
    assert split(document) == (document,)


def test_broken_json_is_no_live_blog() -> None:
    document = Document(raw='<script type="application/ld+json">{"@type": "LiveBlogPosting", </script>')
    assert split(document) == (document,)
