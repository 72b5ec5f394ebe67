"""The contract of a coder: one article with its marks in, event mentions out."""

from typing import Protocol

from tocsin.records import Article, Event, Marks


class Coder(Protocol):
    """Reads event mentions out of an article.

    A coder fills every field it can; `id` may stay empty (`code` gives it), `date` and `place` may stay None (later
    stages fill them), `background` False. Every span must quote the article's text. `name` is stored as `Event.coder`.
    """

    @property
    def name(self) -> str:
        """The coder's name, stored with each event."""
        ...

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        """Return the mentions of `article`, in any order."""
        ...
