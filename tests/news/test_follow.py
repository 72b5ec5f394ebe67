"""Feeds, sources and their health."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tocsin.errors import BadSettings, SkipItem
from tocsin.news import gdelt, health
from tocsin.news.feeds import parse_feed
from tocsin.news.fetch import Response
from tocsin.news.follow import due, follow, look
from tocsin.news.health import SourceState
from tocsin.news.hosts import Hosts
from tocsin.news.robots import Robots, crawl_delay, may_fetch
from tocsin.news.sitemap import parse_sitemap
from tocsin.news.sources import Source, from_opml, load_sources, to_opml
from tocsin.news.xml import parse_xml
from tocsin.records import Document

NOW = datetime(2021, 5, 4, 12, tzinfo=UTC)
RSS = b"""<rss version="2.0"><channel><title>Ledger</title><item><title>Boats collide</title><link>http://l.example/1</link>
<guid>1</guid><pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate><source url="http://r.example/">Reuters</source></item></channel></rss>"""
PAGE = b"""<html><body><h1>Boats collide</h1>
<p>Two patrol boats collided in fog off the harbour on Tuesday, and nobody was hurt.</p></body></html>"""


def answers(url: str, *, headers: dict[str, str] | None = None) -> Response:
    if url.endswith("robots.txt"):
        return Response(url, 404, (), b"")
    if url.endswith("feed"):
        status = 304 if (headers or {}).get("If-None-Match") == "tag" else 200
        return Response(
            url, status, (("etag", "tag"), ("content-type", "application/rss+xml")), RSS if status == 200 else b""
        )
    if url.endswith("slow"):
        return Response(url, 429, (("retry-after", "7200"),), b"")
    if url.endswith("dead"):
        raise SkipItem("no connection", where=url)
    return Response(url, 200, (("content-type", "text/html"),), PAGE)


def hosts() -> Hosts:
    return Hosts(answers, delay=0.0)


def test_a_feed_gives_its_items_pages() -> None:
    update = look(Source("http://l.example/feed", "Ledger"), None, hosts(), NOW)
    (item,) = update.items
    assert isinstance(item, Document)
    assert (item.url, item.published, item.origin) == ("http://l.example/1", "2021-05-04", "Reuters")


def test_a_second_look_hands_nothing_out_again() -> None:
    source = Source("http://l.example/feed")
    first = look(source, None, hosts(), NOW)
    again = look(source, first.state, hosts(), NOW)
    assert (again.items, again.state.status, again.state.etag) == ((), "ok", "tag")


def test_a_servers_wish_to_wait_is_kept() -> None:
    state = look(Source("http://l.example/slow"), None, hosts(), NOW).state
    assert (state.status, state.next_try) == ("failing", health.to_iso(NOW + timedelta(seconds=7200)))


def test_waiting_doubles_with_each_failure() -> None:
    source = Source("http://l.example/dead", every=600)
    first = look(source, None, hosts(), NOW).state
    second = look(source, first, hosts(), NOW).state
    assert (first.next_try, second.next_try) == (
        health.to_iso(NOW + timedelta(seconds=1200)),
        health.to_iso(NOW + timedelta(seconds=2400)),
    )


def test_a_failing_source_says_why() -> None:
    state = look(Source("http://l.example/dead"), None, hosts(), NOW).state
    assert (state.status, state.reason, state.failures) == ("failing", "no connection", 1)


def test_only_what_is_due_is_looked_at() -> None:
    sources = (Source("http://l.example/feed"), Source("http://l.example/slow"))
    states = {sources[1].url: SourceState(sources[1].url, next_try=health.to_iso(NOW + timedelta(hours=1)))}
    assert due(sources, states, NOW) == (sources[0],)


def test_each_source_is_looked_at_once_a_round() -> None:
    sources = [Source(f"http://h{n}.example/feed") for n in range(6)]
    updates = list(follow(sources, {}, hosts(), lambda: NOW, workers=3))
    assert sorted(one.source.url for one in updates) == sorted(one.url for one in sources)


def test_robots_rules_are_kept() -> None:
    rules = Robots("x", 200, "User-agent: *\nDisallow: /private\nCrawl-delay: 3\n")
    assert (
        may_fetch(rules, "http://l.example/private/1"),
        may_fetch(rules, "http://l.example/1"),
        crawl_delay(rules),
    ) == (False, True, 3.0)


def test_a_json_feed_is_read() -> None:
    feed = parse_feed(
        b'{"version":"https://jsonfeed.org/version/1.1","title":"L","items":[{"id":1,"url":"http://l.example/1","title":"T"}]}'
    )
    assert (feed.title, feed.entries[0].link, feed.entries[0].id) == ("L", "http://l.example/1", "1")


def test_a_news_sitemap_gives_its_stories() -> None:
    data = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://l.example/1</loc><n:news><n:publication_date>2021-05-04</n:publication_date><n:title>Boats</n:title></n:news></url></urlset>'
    (entry,) = parse_sitemap(data).entries
    assert (entry.link, entry.title, entry.published) == ("http://l.example/1", "Boats", "2021-05-04")


def test_declared_entities_are_refused() -> None:
    with pytest.raises(SkipItem, match="entities"):
        parse_xml(b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')


def test_a_feed_that_unfolds_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 9000 + b'">]><rss>' + b"&a;" * 9000 + b"</rss>"
    with pytest.raises(SkipItem, match="entities"):
        parse_feed(bomb)


def test_sources_survive_opml_and_back() -> None:
    sources = (Source("http://l.example/feed?a=1&b=2", 'Ledger "North" & <South>'),)
    assert from_opml(to_opml(sources).encode()) == sources


def test_a_wrong_source_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nurl = "http://l.example/"\nkind = "fax"\n')
    with pytest.raises(BadSettings, match="source 1"):
        load_sources(path)


def test_gdelt_events_keep_their_coder() -> None:
    row = ["1", "20210504", *[""] * 59]
    row[26], row[29], row[30], row[33], row[34], row[59], row[60] = (
        "190",
        "4",
        "-10",
        "3",
        "-2.5",
        "20210504",
        "http://l.example/1",
    )
    (event,) = gdelt.events("\t".join(row).encode())
    assert isinstance(event, gdelt.CodedEvent)
    assert (event.coder, event.day, event.cameo, event.quad) == ("GDELT", "2021-05-04", "190", 4)
