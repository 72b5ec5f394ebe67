"""Where alerts are sent: the `[[channel]]` tables of the user's alerts file.

    [[channel]]
    name = "desk"
    kind = "webhook"                     # webhook, slack, cap or email
    url = "https://example.org/bell"
    level = "elevated"                   # the lowest level sent
    secret_env = "DESK_SECRET"           # the variable that holds the signing key

    [[channel]]
    name = "duty"
    kind = "email"
    server = "smtp.example.org:587"
    sender = "bell@example.org"
    to = ["duty@example.org"]
    level = "high"
    user = "bell"
    secret_env = "SMTP_PASSWORD"

Secrets are never in the file: `secret_env` names the environment variable that holds one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tocsin.alerts.watches import Watch, parse_watches
from tocsin.errors import BadSettings
from tocsin.records import Level

KINDS = ("webhook", "slack", "cap", "email")
TEXTS = ("name", "kind", "url", "level", "secret_env", "server", "sender", "user")


@dataclass(frozen=True, slots=True)
class Channel:
    """One way out: its kind, the lowest level it carries, and where it leads."""

    name: str
    kind: str
    level: Level
    url: str = ""
    secret_env: str = ""
    server: str = ""
    sender: str = ""
    to: tuple[str, ...] = ()
    user: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the user's alerts file says: own rules, and channels."""

    watches: tuple[Watch, ...] = ()
    channels: tuple[Channel, ...] = ()


def load_desk(path: Path | None) -> Desk:
    """Return what an alerts file says; nothing where no file is named. Raises BadSettings."""
    if path is None:
        return Desk()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise BadSettings(
            "the alerts file cannot be read", where=str(path), next_step="check `alerts` in the settings"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"not valid TOML ({error})", where=str(path), next_step="mend that line") from None
    if unknown := sorted(set(table) - {"watch", "channel"}):
        raise BadSettings(
            f"unknown table {unknown[0]!r}", where=str(path), next_step="use [[watch]] and [[channel]] alone"
        )
    channels = tuple(
        _channel(row, f"{path}, channel {number}") for number, row in enumerate(_tables(table, "channel", path), 1)
    )
    names = [one.name for one in channels]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise BadSettings(f"two channels are named {twice!r}", where=str(path), next_step="give each its own name")
    return Desk(parse_watches(_tables(table, "watch", path), str(path)), channels)


def _tables(table: Mapping[str, Any], name: str, path: Path) -> list[dict[str, Any]]:
    rows = table.get(name, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    raise BadSettings(f"{name} must be a list of tables", where=str(path), next_step=f"write [[{name}]]")


def _channel(row: Mapping[str, Any], where: str) -> Channel:
    known = {*TEXTS, "to"}
    if unknown := sorted(set(row) - known):
        raise BadSettings(f"unknown key {unknown[0]!r}", where=where, next_step=f"known are {', '.join(sorted(known))}")
    texts = {key: row.get(key, "") for key in TEXTS}
    to = row.get("to", [])
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(to, list):
        raise BadSettings("every value must be text, and `to` a list", where=where)
    level = texts.pop("level") or "elevated"
    if level not in {one.name.lower() for one in Level}:
        raise BadSettings(f"{level!r} is no level", where=where, next_step="use watch, elevated, high or critical")
    made = Channel(**texts, level=Level[level.upper()], to=tuple(map(str, to)))
    _check(made, where)
    return made


def _check(made: Channel, where: str) -> None:
    if not made.name or made.kind not in KINDS:
        raise BadSettings("a channel needs a name and a kind", where=where, next_step=f"kinds are {', '.join(KINDS)}")
    if made.kind == "email":
        if not (made.server and "@" in made.sender and made.to):
            raise BadSettings("an e-mail channel needs server, sender and to", where=where)
        if any(not c.isprintable() or c.isspace() for text in (made.sender, *made.to) for c in text):
            raise BadSettings("an address may hold no blanks", where=where)
    elif urlsplit(made.url).scheme not in ("http", "https"):
        raise BadSettings("a channel needs an http or https url", where=where)
    if made.kind == "webhook" and not made.secret_env:
        raise BadSettings(
            "a webhook is signed", where=where, next_step="set secret_env to the variable that holds the key"
        )
