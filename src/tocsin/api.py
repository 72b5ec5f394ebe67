"""The Python API: `read`, `load`, `look` and `brief`; the command line is a thin face of the same calls."""

from collections.abc import Sequence
from pathlib import Path

from tocsin import pipeline
from tocsin.news.gather import gather
from tocsin.records import Article, Document, Event
from tocsin.settings import Settings, load_settings
from tocsin.store import Store


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
) -> tuple[Article, tuple[Event, ...]]:
    """Code one page (HTML or text): return its article and its events, every quoted field with its span.

    `published` is an ISO day or time; without it the page is dated from its own evidence. Raises SkipItem where there
    is no news in it.
    """
    article = gather(Document(raw=text, published=published, title=title, publisher=publisher, where="text"))
    return article, pipeline.code_article(pipeline.plan(settings or load_settings()), article)


def load(store: Store, paths: Sequence[str | Path], *, settings: Settings | None = None) -> pipeline.Loaded:
    """Bring files and folders into the store, code them and bring everything derived up to date; resumable."""
    loaded = pipeline.load(store, [Path(path) for path in paths])
    pipeline.run(pipeline.plan(settings or load_settings()), store)
    return loaded


def look(store: Store, as_of: str | None = None) -> pipeline.Picture:
    """Return incidents, readings, forecasts and alerts as they stood on the day `as_of` (default: the last of news)."""
    return pipeline.look(store, as_of)


def brief(store: Store, subject: str, as_of: str | None = None) -> str:
    """Return the cited brief on `PAK-AFG` or one country, in Markdown; raises NotFound."""
    return pipeline.write_brief(store, subject, as_of)
