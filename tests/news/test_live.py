"""Live blogs are split into their entries."""

import json

import pytest

from tocsin.news.gather import gather
from tocsin.news.live import split
from tocsin.news.live_parts import hour_of
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


TOLD = (
    ("08:10", "Shelling was heard", "Shelling was heard in the port of Sund before sunrise, three residents said."),
    ("09:45", "Mayor speaks", "The mayor of Sund asked people to stay in their cellars until the evening."),
    ("11:30", "Truce offered", "The northern command offered a truce of two days to let the wounded leave."),
    ("23:50", "No answer", "No answer had come from the other side by late evening, mediators said."),
    ("00:20", "First convoy", "The first convoy of wounded people left Sund after midnight, the relief agency said."),
)


def blog(parts: str, title: str = "Sund fighting – live updates") -> Document:
    head = f'<title>{title}</title><meta property="article:published_time" content="2021-05-03T07:00:00">'
    return Document(raw=f"<html><head>{head}</head><body><main><h1>{title}</h1>{parts}</main></body></html>")


def parts(shape: str, newest_first: bool = True) -> str:
    made = [
        f'<div class="item"><span class="t">{hour}</span><h3>{head}</h3><p>{body}</p></div>'
        for hour, head, body in TOLD
    ]
    if shape == "time elements":
        days = ["2021-05-03"] * 4 + ["2021-05-04"]
        made = [
            f'<li><time datetime="{day}T{hour}:00Z">{hour}</time><h3>{head}</h3><p>{body}</p></li>'
            for day, (hour, head, body) in zip(days, TOLD, strict=True)
        ]
    elif shape == "paragraphs":
        made = [f"<p><b>{hour} GMT</b> – {body}</p>" for hour, _, body in TOLD]
    return "".join(reversed(made) if newest_first else made)


@pytest.mark.parametrize("shape", ["hours", "time elements", "paragraphs"])
@pytest.mark.parametrize("newest_first", [True, False])
def test_a_live_blog_without_json_is_split_by_its_structure(shape: str, newest_first: bool) -> None:
    found = split(blog(parts(shape, newest_first)))
    assert [one.text for one in found] == [body for _, _, body in TOLD]


@pytest.mark.parametrize("shape", ["hours", "time elements", "paragraphs"])
def test_an_entry_past_midnight_is_of_the_next_day(shape: str) -> None:
    days = [gather(one).published for one in split(blog(parts(shape)))]
    assert days == ["2021-05-03"] * 4 + ["2021-05-04"]


def test_an_entry_has_the_title_that_it_gives_itself() -> None:
    assert [one.title for one in split(blog(parts("hours")))] == [head for _, head, _ in TOLD]


def test_a_live_blog_in_plain_text_is_split_at_its_hours() -> None:
    text = "\n\n".join(["Live updates: fighting in Sund", *(f"{hour} {body}" for hour, _, body in TOLD)])
    assert [one.text for one in split(Document(raw=text))] == [body for _, _, body in TOLD]


def test_a_page_that_does_not_call_itself_live_stays_whole() -> None:
    document = blog(parts("paragraphs"), "How the night in Sund went")
    assert split(document) == (document,)


def test_a_list_of_links_to_other_pages_is_no_live_blog() -> None:
    items = "".join(
        f'<li><time datetime="2021-05-03T{hour}:00Z"></time><h3><a href="/n/{n}">{head}</a></h3><p>{body}</p></li>'
        for n, (hour, head, body) in enumerate(TOLD)
    )
    document = blog(f"<ul>{items}</ul>")
    assert split(document) == (document,)


def test_readers_comments_are_no_entries() -> None:
    story = f"<p>{BODIES[0]} Nobody was hurt, he said, and the road to the port is open again.</p>" * 3
    document = blog(f'<article>{story}</article><div class="comments">{parts("time elements")}</div>')
    assert split(document) == (document,)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("15:40 GMT – Troops", "15:40"),
        ("3.40 p.m. Troops", "15:40"),
        ("12:05am: Troops", "00:05"),
        ("15h40 Troops", "15:40"),
        ("5 pm | Troops", "17:00"),
        ("15 troops were killed", ""),
        ("13:7 Troops", ""),
    ],
)
def test_an_hour_at_the_start_is_read(text: str, hour: str) -> None:
    found, rest = hour_of(text)
    assert found == hour
    assert rest.startswith("Troops" if hour else text)
