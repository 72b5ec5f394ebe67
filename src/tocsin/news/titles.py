"""Tell the headline from the site's name in a page's several titles."""

import re

from tocsin.news.lines import words

_PARTS = re.compile(r"\s+[|·•»:–—\-]{1,2}\s+")
_SITE_METAS = (
    "og:site_name",
    "application-name",
    "ld:publisher",
    "page:ld:publisher",
    "publisher",
    "dc.publisher",
    "twitter:app:name:iphone",
    "al:android:app_name",
    "copyright",
    "citation_journal_title",
)
_TITLE_METAS = ("og:title", "ld:headline", "twitter:title", "dc.title", "title", "sailthru.title", "parsely-title")


def first(metas: tuple[tuple[str, str], ...], names: tuple[str, ...]) -> str:
    """Return the content of the first of the metas named, in the order of `names`, or an empty string."""
    table: dict[str, str] = {}
    for name, content in metas:
        table.setdefault(name, content)
    return next((" ".join(table[name].split()) for name in names if table.get(name)), "")


def same(one: str, other: str) -> bool:
    """Return whether two titles have the same words."""
    return words(one.lower()) == words(other.lower()) and bool(one)


def split_site(title: str, headlines: list[str]) -> tuple[str, str]:
    """Return a page title parted into headline and site name; the site is empty where none stands in it.

    A known headline decides; without one the shorter end part is the site's name.
    """
    for headline in headlines:
        if headline and title.lower().startswith(headline.lower()) and len(title) > len(headline):
            return headline, title[len(headline) :].strip(" |·•»:–—-")
        if headline and title.lower().endswith(headline.lower()) and len(title) > len(headline):
            return headline, title[: -len(headline)].strip(" |·•»:–—-")
    parts = _PARTS.split(title)
    if len(parts) < 2:
        return title, ""
    cut = title.rfind(parts[-1])
    rest = title[:cut].rstrip(" |·•»:–—-")
    if len(words(parts[-1])) <= 5 and len(words(rest)) > len(words(parts[-1])):
        return rest, parts[-1]
    return title, ""


def name_page(metas: tuple[tuple[str, str], ...], page_title: str, headings: list[str]) -> tuple[str, str]:
    """Return the page's headline and its site's name, as far as the page says."""
    site = first(metas, _SITE_METAS)
    named = first(metas, _TITLE_METAS)
    heading = next((one for one in headings if one.lower() in page_title.lower() or same(one, named)), "")
    title, suffix = split_site(page_title, [heading, named, *headings])
    best = heading or named or (title if suffix or not headings else headings[0]) or title
    clean, _ = split_site(best, [])
    if site and best.lower().endswith(site.lower()) and clean:
        best = clean
    return best, (site or _last_part(suffix))


def _last_part(suffix: str) -> str:
    parts = [part for part in re.split(r"\s*[|»•]\s*|\s+[–—-]\s+", suffix) if part.strip()]
    return parts[-1].strip() if parts else ""
