"""Parse HTML safely and read what its head says: title, metas, JSON-LD, canonical link, language."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tocsin.news import jsonld
from tocsin.news.words import load

_LD_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
_LD_KINDS = ("Article", "Posting", "Report", "WebPage", "CreativeWork", "Blog")
_LD_KEYS = frozenset(
    {
        "datePublished",
        "dateCreated",
        "dateModified",
        "uploadDate",
        "headline",
        "articleBody",
        "author",
        "publisher",
        "isBasedOn",
        "sourceOrganization",
        "creditText",
        "keywords",
        "copyrightHolder",
        "provider",
        "name",
    }
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse(raw: str) -> Any:
    """Return the root element of an HTML page, or None where there is no markup to speak of."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, collect_ids=False
    )
    head = _XML_HEAD.match(raw)
    data = (raw[head.end() :] if head else raw).replace("\x00", "").encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser)
    except etree.ParserError:
        return None
    except (etree.XMLSyntaxError, ValueError):
        return None


def _meta_pairs(elements: Iterable[Any]) -> list[tuple[str, str]]:
    pairs = []
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content:
            pairs.append((name.strip().lower()[:80], content.strip()[:1000]))
    return pairs


def _ld_value(key: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(f"ld:{key}", value)]
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return [(f"ld:{key}", value["name"])]
    if isinstance(value, list):
        return [pair for item in value[:5] for pair in _ld_value(key, item)]
    return []


def _ld(scripts: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield the news keys of a page's JSON-LD; nested graphs and main entities are looked into."""
    for table in jsonld.tables(scripts):
        for node in jsonld.nodes(table, _LD_NESTED):
            kinds = jsonld.kinds(node)
            if any(one.endswith(_LD_KINDS) for one in kinds):
                prefix = "page:" if any(one.endswith("WebPage") for one in kinds) else ""
                for key in _LD_KEYS & node.keys() - {"name"}:
                    yield from ((prefix + name, text) for name, text in _ld_value(key, node[key]))


def metas(root: Any) -> tuple[tuple[str, str], ...]:
    """Return the page's metas as (name, content).

    JSON-LD's keys are named `ld:KEY`, or `page:ld:KEY` where they are the page's, not the story's.
    """
    elements = list(root.iter("meta", "script"))
    return (
        *_meta_pairs(one for one in elements if one.tag == "meta"),
        *_ld(one for one in elements if one.tag == "script"),
    )


def head_title(root: Any) -> str:
    """Return the text of the title element."""
    found = root.find("head/title")
    element = found if found is not None else next(root.iter("title"), None)
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def canonical(root: Any) -> str | None:
    """Return the address that the page calls its own, or its original's."""
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            return str(element.get("href")).strip()
    return None


MAX_ORIGINALS, LEAD = 4, 80


@cache
def _original() -> re.Pattern[str]:
    return re.compile(load("credits")["originals"]["lead"], re.IGNORECASE)


def _lead(element: Any) -> str:
    """Return the words right before a link, from the element before it or the one around it."""
    before = element.getprevious()
    if before is not None:
        return f"{' '.join(before.itertext())[-LEAD:]} {before.tail or ''}"[-LEAD:]
    around = element.getparent()
    return (around.text or "")[-LEAD:] if around is not None else ""


def originals(root: Any, url: str | None) -> tuple[str, ...]:
    """Return the absolute links, at most four, that the page says its story was first published at, on other hosts."""
    here, found = _host(url), list[str]()
    for element in root.iter("a"):
        href = element.get("href") or ""
        if "//" in href and _leads_to_original(element):
            link = _absolute(url, href.strip())
            if link and _host(link) != here and link not in found:
                found.append(link)
    return tuple(found[:MAX_ORIGINALS])


def _leads_to_original(element: Any) -> bool:
    own = "".join(element.itertext())[:LEAD].strip()
    return bool(_original().search(_lead(element).rstrip()) or _original().search(own))


def _absolute(url: str | None, href: str) -> str:
    try:
        link = urljoin(url or "", href)
    except ValueError:
        return ""
    return link if link.startswith(("http://", "https://")) else ""


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
