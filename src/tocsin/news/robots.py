"""robots.txt (RFC 9309): may we fetch this page, and how long must we wait between two."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

MAX_ROBOTS = 512 * 1024
AGENT_TOKEN = "Tocsin"


@dataclass(frozen=True, slots=True)
class Robots:
    """A host's rules as fetched. `status` 200 has rules; 4xx opens all; 5xx or no answer closes all."""

    origin: str
    status: int
    text: str = ""
    fetched: str = ""


def robots_url(url: str) -> str:
    """Return the address of the robots.txt that an address is under."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def _parser(robots: Robots) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(robots.text[:MAX_ROBOTS].splitlines())
    return parser


def may_fetch(robots: Robots, url: str) -> bool:
    """Return whether the rules let us fetch an address (RFC 9309 section 2.3.1)."""
    if 400 <= robots.status < 500:
        return True
    if robots.status != 200:
        return False
    return _parser(robots).can_fetch(AGENT_TOKEN, url)


def crawl_delay(robots: Robots) -> float:
    """Return the seconds between two fetches that the rules ask for, at most 60; 0 where they do not."""
    if robots.status != 200:
        return 0.0
    return min(60.0, float(_parser(robots).crawl_delay(AGENT_TOKEN) or 0))
