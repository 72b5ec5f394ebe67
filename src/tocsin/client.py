"""`tocsin.connect`: a store that another machine serves, with the store's own reading methods."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from tocsin.errors import NotFound, SkipItem, StopRun
from tocsin.news.fetch import request
from tocsin.records import Alert, Article, Event, Forecast, Incident, Reading
from tocsin.store.codec import pair_codes
from tocsin.store.result import Result
from tocsin.tables import from_plain

R = TypeVar("R")
PAGE, TIMEOUT = 1000, 60.0
BEGINNING = "1900-01-01"


class Remote:
    """A served store: the reading methods are those of `tocsin.Store`; nothing is written through it."""

    def __init__(self, url: str, token: str = "") -> None:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise StopRun("this is no address of a server", where=url[:80], next_step="give http://127.0.0.1:8765")
        self.url = f"{parts.scheme}://{parts.netloc}"
        port = parts.port or (443 if parts.scheme == "https" else 80)
        # The caller names this server, so that it may be a private one; a redirect to another may not.
        self._allow = (f"{parts.hostname}:{port}",)
        self._headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def _get(self, path: str, **asked: Any) -> dict[str, Any]:
        """Return a JSON answer; raises NotFound for 404, SkipItem for a refusal, StopRun where no server answers."""
        query = urlencode({name: value for name, value in asked.items() if value not in (None, "")})
        where = f"{self.url}/api/v1/{path}" + (f"?{query}" if query else "")
        try:
            answer = request("GET", where, allow=self._allow, headers=self._headers, timeout=TIMEOUT)
        except SkipItem as error:
            raise StopRun(
                f"the server does not answer ({error})",
                where=self.url,
                next_step="check that `tocsin serve` runs there",
            ) from error
        try:
            found = json.loads(answer.body)
        except ValueError:
            found = {"error": answer.body[:200].decode("utf-8", "replace").strip()}
        if answer.status == 404:
            raise NotFound("record", path, [], where=self.url)
        if answer.status != 200 or not isinstance(found, dict):
            raise SkipItem(
                f"refused: {found.get('error', answer.status) if isinstance(found, dict) else ''}", where=self.url
            )
        return found

    def _pages(self, path: str, limit: int, offset: int, **asked: Any) -> Iterator[dict[str, Any]]:
        while limit:
            most = PAGE if limit < 0 else min(PAGE, limit)
            page = self._get(path, limit=most, offset=offset, **asked)
            yield from page["items"]
            if not page["next"]:
                return
            offset, limit = offset + most, limit - most if limit > 0 else limit

    def _all(self, kind: type[R], path: str, limit: int = -1, offset: int = 0, **asked: Any) -> Result[R]:
        return Result(kind, [from_plain(kind, row) for row in self._pages(path, limit, offset, **asked)])

    def articles(self, *, as_of: str | None = None, ids: Sequence[str] | None = None) -> Result[Article]:
        """Return articles known by `as_of`, in the order in which they became known."""
        if ids is None:
            return self._all(Article, "articles", as_of=as_of)
        found = [self.article(one) for one in ids]
        known = [a for a in found if not as_of or (a.known_at or "")[:10] <= as_of]
        return Result(Article, sorted(known, key=lambda a: (a.known_at or "", a.id)))

    def article(self, article_id: str) -> Article:
        """Return one article; raises NotFound."""
        return from_plain(Article, self._get(f"articles/{quote(article_id, safe='')}")["article"])

    def events(
        self,
        *,
        pair: str | None = None,
        article: str | None = None,
        as_of: str | None = None,
        limit: int = -1,
        offset: int = 0,
    ) -> Result[Event]:
        """Return coded mentions, in the order of article and text; `pair` is `PAK-AFG` or one country."""
        return self._all(Event, "events", limit, offset, pair=pair, article=article, as_of=as_of)

    def incidents(
        self,
        *,
        pair: str | None = None,
        as_of: str | None = None,
        since: str = "",
        until: str = "",
        limit: int = -1,
        offset: int = 0,
    ) -> Result[Incident]:
        """Return each incident's newest revision known by `as_of`, by date of the happening."""
        return self._all(Incident, "incidents", limit, offset, pair=pair, as_of=as_of, since=since, until=until)

    def incident_history(self, incident_id: str) -> Result[Incident]:
        """Return every revision of one incident, oldest first; raises NotFound, follows a redirect."""
        rows = self._get(f"incidents/{quote(incident_id, safe='')}")["revisions"]
        return Result(Incident, [from_plain(Incident, row) for row in rows])

    def readings(
        self, subject: str | None = None, *, measure: str | None = None, since: str = "", as_of: str | None = None
    ) -> Result[Reading]:
        """Return readings from the day `since` on, by day; of one subject and measure where given."""
        return self._all(Reading, "readings", subject=_dashed(subject), measure=measure, since=since, as_of=as_of)

    def forecasts(self, subject: str | None = None, *, as_of: str | None = None) -> Result[Forecast]:
        """Return forecasts by the day of issue."""
        return self._all(Forecast, "forecasts", subject=_dashed(subject), as_of=as_of)

    def alerts(self, subject: str | None = None, *, as_of: str | None = None) -> Result[Alert]:
        """Return alerts, oldest first."""
        return self._all(Alert, "alerts", subject=_dashed(subject), since=BEGINNING, as_of=as_of)

    def days(self) -> list[tuple[str, int]]:
        """Return each day on which articles became known, with how many."""
        return [(row["day"], row["articles"]) for row in self._get("days")["items"]]

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        found: dict[str, int] = self._get("status")["counts"]
        return found

    def ledger_broken_at(self) -> int | None:
        """Return the first ledger entry that does not follow from those before it, or None."""
        found: int | None = self._get("status")["ledger_broken_at"]
        return found


def _dashed(subject: str | None) -> str | None:
    return "-".join(pair_codes(subject)) if subject else None


def connect(url: str, *, token: str = "") -> Remote:
    """Return the store that the Tocsin at `url` (`http://127.0.0.1:8765`) serves; `token` where it asks for one.

    Nothing is sent before the first question. Raises StopRun where the address is none.
    """
    return Remote(url, token)
