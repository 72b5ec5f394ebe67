"""GDELT tables: as addresses to follow, and as events that another machine coded."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.news.gdelt_rows import event_row
from tocsin.coded import CODER, country_of, load_events, sector_of, to_records, type_of
from tocsin.errors import SkipItem
from tocsin.news import gdelt
from tocsin.news.archive import read
from tocsin.news.fetch import Response
from tocsin.news.follow import look
from tocsin.news.gdelt import CodedEvent, is_gdelt, listed_files
from tocsin.news.hosts import Hosts
from tocsin.news.sources import Source, load_sources
from tocsin.records import Document, Status
from tocsin.store import Store

NOW = datetime(2021, 5, 4, 12, 30, tzinfo=UTC)
PAGE = b"<html><body><h1>Boats</h1><p>Two patrol boats collided in fog off the harbour, the mayor said.</p></body>"


def coded(*lines: str) -> list[CodedEvent]:
    return [one for one in gdelt.events("\n".join(lines).encode()) if isinstance(one, CodedEvent)]


def table(folder: Path, *lines: str) -> Path:
    path = folder / "20210504121500.export.CSV"
    path.write_text("\n".join(lines))
    return path


@pytest.mark.parametrize(
    ("cameo", "kind"),
    [
        ("190", "ASSAULT"),
        ("0871", "RETREAT"),
        ("036", "AGREE"),
        ("141", "PROTEST"),
        ("173", "COERCE"),
        ("080", "CONCEDE"),
    ],
)
def test_a_cameo_code_has_its_type(cameo: str, kind: str) -> None:
    found = type_of(cameo)
    assert found is not None
    assert found[0] == kind


def test_a_statement_has_no_type() -> None:
    assert type_of("010") is None


@pytest.mark.parametrize(
    ("code", "country", "sector"),
    [
        ("AZE", "AZE", "GOV"),
        ("ARMMIL", "ARM", "MIL"),
        ("ROMGOV", "ROU", "GOV"),
        ("REB", None, "REB"),
        ("EUR", None, "CVL"),
    ],
)
def test_an_actor_code_tells_country_and_sector(code: str, country: str | None, sector: str) -> None:
    assert (country_of(code), sector_of(code)) == (country, sector)


def test_every_field_of_a_coded_event_quotes_its_stub() -> None:
    article, (one, two) = to_records(coded(event_row(1), event_row(2, cameo="0871", actor="", actor_name="")))
    for event in (one, two):
        spans = [(one.start, one.end, one.text) for one in (event.sentence, event.trigger)]
        spans += [(one.start, one.end, one.text) for one in (*event.actors, *event.recipients)]
        assert all(article.text[start:end] == text for start, end, text in spans)
    assert one.place is not None
    assert article.text[one.place.start : one.place.end] == one.place.name


def test_a_coded_event_is_marked_as_anothers_and_confirms_nothing() -> None:
    article, (event,) = to_records(coded(event_row()))
    assert (event.coder, event.status, article.origin) == (CODER, Status.UNCONFIRMED, "GDELT")


def test_loading_a_table_twice_adds_nothing(tmp_path: Path) -> None:
    path = table(
        tmp_path, event_row(1), event_row(2, cameo="010"), event_row(3, url="http://ledger.example/2"), "bad row"
    )
    with Store(tmp_path / "t.db", create=True) as store:
        first, again = load_events(store, path), load_events(store, path)
        assert (first.read, first.new, first.untyped, len(first.skipped), again.new) == (3, 2, 1, 1, 0)
        assert len(store.events()) == 2


def test_no_coder_of_ours_reads_a_stub(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", create=True) as store:
        load_events(store, table(tmp_path, event_row(1)))
        assert not store.uncoded()


def test_a_packed_table_is_told_from_its_columns(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.export.CSV", event_row())
    path = tmp_path / "export.zip"
    path.write_bytes(packed.getvalue())
    assert is_gdelt(path)


def test_a_damaged_table_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.export.CSV", "\n".join(event_row(n) for n in range(300)))
    broken = bytearray(packed.getvalue())
    broken[200:400] = b"\x00" * 200
    with pytest.raises(SkipItem, match="damaged"):
        list(gdelt.events(bytes(broken)))


def test_a_table_is_not_read_as_a_page(tmp_path: Path) -> None:
    (item,) = read(table(tmp_path, event_row()))
    assert isinstance(item, SkipItem)


def answers(url: str, *, headers: dict[str, str] | None = None) -> Response:
    if url.endswith("robots.txt"):
        return Response(url, 404, (), b"")
    if url.endswith("lastupdate.txt"):
        lines = [f"9 0a http://g.example/x.{name}.zip" for name in ("export.CSV", "mentions.CSV", "gkg.csv")]
        return Response(url, 200, (), "\n".join(lines).encode())
    if "export" in url:
        return Response(url, 200, (), event_row().encode())
    if "gkg" in url:
        gkg = ["x", "20210504121500", "1", "other.example", "http://other.example/2", *[""] * 22]
        return Response(url, 200, (), "\t".join(gkg).encode())
    return Response(url, 200, (("content-type", "text/html"),), PAGE)


def test_the_newest_tables_give_events_and_pages() -> None:
    update = look(Source("http://g.example/lastupdate.txt", kind="gdelt"), None, Hosts(answers, delay=0.0), NOW)
    urls = {item.url for item in update.items if isinstance(item, Document)}
    assert urls == {"http://ledger.example/1", "http://other.example/2"}
    assert [one.id for one in update.coded] == ["1"]


def test_mentions_tables_are_left_out() -> None:
    text = b"9 0a http://g.example/x.export.CSV.zip\n9 0a http://g.example/x.mentions.CSV.zip\n"
    assert listed_files(text) == ("http://g.example/x.export.CSV.zip",)


def test_a_table_on_this_machine_is_a_source(tmp_path: Path) -> None:
    (source,) = load_sources(table(tmp_path, event_row(1), event_row(2, url="http://ledger.example/2")))
    update = look(source, None, Hosts(answers, delay=0.0), NOW)
    assert (source.kind, len(update.items), len(update.coded)) == ("gdelt", 2, 2)
