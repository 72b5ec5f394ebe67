"""Errors by consequence: skip one item and go on, or stop the run. Each says what, where and what to do next."""

from collections.abc import Iterable
from difflib import get_close_matches


class TocsinError(Exception):
    """Root of every error that Tocsin raises on purpose.

    `what` is wrong, `where` it was seen, `next_step` for the user. `str()` joins them into one line.
    """

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what, self.where, self.next_step = what, where, next_step
        super().__init__(self.line())

    def line(self) -> str:
        """Return the whole error as one line without control characters."""
        parts = [f"{self.where}: {self.what}" if self.where else self.what, self.next_step]
        text = "; ".join(part for part in parts if part)
        return "".join(c if c.isprintable() else " " for c in text)


class SkipItem(TocsinError):
    """This item cannot be used; the run goes on with the next."""


class StopRun(TocsinError):
    """The run cannot go on."""


class BadSettings(StopRun):
    """A setting is wrong; nothing was started."""


class NotFound(StopRun):
    """Something asked for by name does not exist; the message lists what does."""

    def __init__(self, kind: str, name: str, existing: Iterable[str], *, where: str = "") -> None:
        names = sorted(existing)
        close = get_close_matches(name, names, n=3)
        shown = ", ".join(close or names[:8]) or "none"
        more = "" if close or len(names) <= 8 else f" and {len(names) - 8} more"
        hint = f"did you mean {shown}?" if close else f"there is: {shown}{more}"
        super().__init__(f"no {kind} named '{name}'", where=where, next_step=hint)
