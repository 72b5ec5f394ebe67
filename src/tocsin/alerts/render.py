"""Briefs as Markdown and HTML; everything from outside is escaped."""

import re
from html import escape
from urllib.parse import urlsplit

from tocsin.alerts.cite import Brief, Quote, Section
from tocsin.wording import day

EMPTY = "Nothing to report."
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~$])")


def plain(text: str) -> str:
    """Return text from outside with signs that Markdown or HTML would read as theirs made harmless, on one line."""
    return MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))


def safe_url(url: str | None) -> str | None:
    """Return a web address that may be linked, or None."""
    if not url or any(c.isspace() or c in "<>\"'()`\\" for c in url):
        return None
    try:
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # a host that cannot be read, as in `https://[half`
        return None


class Notes:
    """Quotations numbered in the order of their first use."""

    def __init__(self) -> None:
        self.order: dict[Quote, int] = {}

    def number(self, quote: Quote) -> int:
        """Return the number of a quotation, giving it the next at first use."""
        return self.order.setdefault(quote, len(self.order) + 1)


def credit(quote: Quote) -> str:
    """Return where a quotation stands, in words."""
    when = day(quote.day) if quote.day else "undated"
    via = f", reporting by {quote.origin}" if quote.origin != quote.publisher else ""
    return f"{quote.publisher}{via}, {when}"


def section_markdown(section: Section, notes: Notes) -> str:
    """Return a section with its note marks."""
    lines = [f"## {section.title}", ""]
    for sentence in section.sentences:
        marks = "".join(f"[^{notes.number(quote)}]" for quote in sentence.quotes)
        lines.append(f"- {plain(sentence.text)}{marks}")
    return "\n".join(lines if section.sentences else [*lines, EMPTY])


def note_markdown(quote: Quote, number: int) -> str:
    """Return one note."""
    url = safe_url(quote.url)
    link = f" <{url}>" if url else ""
    return f"[^{number}]: “{plain(quote.text)}” — {plain(credit(quote))}.{link}"


def to_markdown(brief: Brief) -> str:
    """Return a brief as Markdown, with the quotations as footnotes."""
    notes = Notes()
    body = [section_markdown(section, notes) for section in brief.sections]
    foot = [note_markdown(quote, number) for quote, number in notes.order.items()]
    head = f"# {plain(brief.title)}, {day(brief.day)}"
    return "\n\n".join([head, *body, *(["\n".join(foot)] if foot else [])]) + "\n"


def section_html(section: Section, notes: Notes) -> str:
    """Return a section with links to its notes."""
    rows = []
    for sentence in section.sentences:
        numbers = [notes.number(quote) for quote in sentence.quotes]
        marks = "".join(f'<sup><a href="#note-{n}">{n}</a></sup>' for n in numbers)
        ids = escape(" ".join(sentence.records), quote=True)
        rows.append(f'<li data-records="{ids}">{escape(sentence.text)}{marks}</li>')
    body = f"<ul>{''.join(rows)}</ul>" if rows else f"<p>{EMPTY}</p>"
    return f"<section><h2>{escape(section.title)}</h2>{body}</section>"


def note_html(quote: Quote, number: int) -> str:
    """Return one note."""
    url = safe_url(quote.url)
    where = escape(credit(quote))
    link = f'<a rel="noreferrer nofollow" href="{escape(url, quote=True)}">{where}</a>' if url else where
    return f'<li id="note-{number}"><q>{escape(quote.text)}</q> {link}</li>'


def to_html(brief: Brief) -> str:
    """Return a brief as an HTML article, everything escaped; without scripts or styles of its own."""
    notes = Notes()
    body = "".join(section_html(section, notes) for section in brief.sections)
    foot = "".join(note_html(quote, number) for quote, number in notes.order.items())
    head = f"<h1>{escape(brief.title)}, {day(brief.day)}</h1>"
    return f'<article class="brief" lang="en">{head}{body}<ol class="notes">{foot}</ol></article>\n'
