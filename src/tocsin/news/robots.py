"""robots.txt (RFC 9309): may we fetch this page, and how long must we wait between two."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

MAX_ROBOTS = 512 * 1024
MAX_DELAY = 60.0
AGENT_TOKEN = "tocsin"
_SAFE = "/*$?=&;:@+,!~'()%-._"


@dataclass(frozen=True, slots=True)
class Robots:
    """A host's rules as fetched. `status` 200 has rules; 4xx opens all; 5xx or no answer closes all."""

    origin: str
    status: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one group of agents: (pattern, allowed) pairs, and the pause in seconds that it asks for."""

    pairs: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0


def robots_url(url: str) -> str:
    """Return the address of the robots.txt that an address is under."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def _normal(path: str) -> str:
    """Return a path with its percent-encoding in one manner, so that two spellings compare equal."""
    return quote(unquote(path), safe=_SAFE)


def _lines(text: str) -> list[tuple[str, str]]:
    """Return the key (lower case) and value of each line that has both."""
    pairs = (line.split("#", 1)[0].partition(":") for line in text[:MAX_ROBOTS].splitlines())
    return [(key.strip().lower(), value.strip()) for key, colon, value in pairs if colon]


def _groups(text: str) -> dict[str, list[tuple[str, str]]]:
    """Return the rule lines of each agent named, lower case; groups of one agent are joined (section 2.2.1)."""
    groups: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    fresh = False
    for key, value in _lines(text):
        if key == "user-agent":
            agents = [*agents, value.lower()] if fresh else [value.lower()]
            groups.setdefault(value.lower(), [])
            fresh = True
        elif key in ("allow", "disallow", "crawl-delay"):
            fresh = False
            for agent in agents:
                groups[agent].append((key, value))
    return groups


def _seconds(value: str) -> float:
    try:
        return min(MAX_DELAY, max(0.0, float(value)))
    except ValueError:
        return 0.0


@lru_cache(maxsize=256)
def _rules(robots: Robots) -> Rules:
    groups = _groups(robots.text)
    lines = groups.get(AGENT_TOKEN, groups.get("*", []))
    pairs = tuple((_normal(value), key == "allow") for key, value in lines if key != "crawl-delay" and value)
    return Rules(pairs, max((_seconds(value) for key, value in lines if key == "crawl-delay"), default=0.0))


def matches(pattern: str, path: str) -> bool:
    """Return whether a path begins as the pattern says; `*` stands for any characters, a last `$` for the end.

    Piece by piece from the left, so that no pattern costs more than its length times the path's.
    """
    ends = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if len(pieces) == 1:
        return not ends or at == len(path)
    last = pieces[-1]
    return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0


def may_fetch(robots: Robots, url: str) -> bool:
    """Return whether the rules let us fetch an address: the longest pattern that matches decides (section 2.2.2)."""
    if 400 <= robots.status < 500:
        return True
    if robots.status != 200:
        return False
    parts = urlsplit(url)
    path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    found = [(len(pattern), allowed) for pattern, allowed in _rules(robots).pairs if matches(pattern, path)]
    return max(found, default=(0, True))[1]


def crawl_delay(robots: Robots) -> float:
    """Return the seconds between two fetches that the rules ask for, at most 60; 0 where they do not."""
    return _rules(robots).delay if robots.status == 200 else 0.0
