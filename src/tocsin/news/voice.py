"""Whose voice an article is, and how reliable its carrier is held to be.

The voice follows the reporting: an independent site that carries a state agency's report carries that state's voice,
and a state broadcaster that carries a wire's report carries the wire's. It is kept with the article. The grade is the
user's own judgement of who put the page out and may change, so it is never kept but looked up when shown.
"""

from collections.abc import Iterable

from tocsin.news import agencies
from tocsin.news.sources import Source
from tocsin.records import Article

# Admiralty scale (NATO AJP-2.1): F is a source whose reliability cannot be judged.
UNJUDGED = "F"


def voice_of(publisher: str | None, origin: str | None, url: str | None = None, given: str = "") -> str | None:
    """Return the ISO alpha-3 code or name of the state or party whose outlet's reporting this is, else None.

    `given` is the publisher's voice as the user set it; it holds for the publisher's own reporting alone.
    """
    own = origin is None or agencies.same(origin, publisher)
    if own and given:
        return given
    outlet = agencies.find(origin or publisher) or (agencies.find_by_url(url) if own else None)
    return outlet.voice if outlet else None


class Grades:
    """The grades of those who put articles out: the user's, else the shipped table's, else F."""

    def __init__(self, sources: Iterable[Source]) -> None:
        graded = [one for one in sources if one.grade]
        self._names = {agencies.key(agencies.canonical(one.name)): one.grade for one in graded if one.name}
        self._hosts = {agencies.host(one.url): one.grade for one in graded}

    def of(self, article: Article) -> str:
        """Return an article's grade, A-F: by its publisher's name, then by the site that its address is on."""
        name = agencies.canonical(article.publisher or "")
        return (
            self._names.get(agencies.key(name))
            or self._of_host(agencies.host(article.url))
            or next((one.grade for one in (agencies.find(name), agencies.find_by_url(article.url)) if one), UNJUDGED)
        )

    def _of_host(self, host: str) -> str | None:
        while "." in host:
            if grade := self._hosts.get(host):
                return grade
            _, _, host = host.partition(".")
        return None
