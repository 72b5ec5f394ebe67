"""Extract: a page as it came in, HTML or plain text, into its title, body and the lines around it."""

from tocsin.news import plain
from tocsin.news.page import Page


def extract(raw: str, url: str | None = None) -> Page:
    return plain.take_apart(raw, url)
