"""What a run will use: roster, gazetteer, coder and the user's alert rules, each opened at its first use."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import cast

from tocsin import plugins
from tocsin.actors.roster import Roster, load_roster
from tocsin.alerts.outlets import Desk, load_desk
from tocsin.events.coder import Coder
from tocsin.places.gazetteer import Gazetteer, open_gazetteer
from tocsin.settings import Settings


@cache
def _roster(extra: str) -> Roster:
    return load_roster(Path(extra) if extra else None)


@cache
def _gazetteer(folder: str) -> Gazetteer:
    return open_gazetteer(folder)


@cache
def _place_country(folder: str) -> Callable[[str], str | None]:
    """Return the look-up of a name's country by its most populous bearer; one object, so that callers may cache."""
    gazetteer = _gazetteer(folder)

    def look_up(name: str) -> str | None:
        found = gazetteer.find(name)
        return max(found, key=lambda named: named.entry.population or 0).entry.country if found else None

    return look_up


@cache
def _coder(settings: Settings) -> Coder:
    make = plugins.find("coder", settings.coder)
    if settings.coder == "endpoint":  # the one coder that needs a way out of the program
        from tocsin.news.fetch import request

        return cast(Coder, make(settings, partial(request, allow=settings.allow)))
    return cast(Coder, make())


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will use; each part is opened at its first use and then shared."""

    settings: Settings

    @property
    def roster(self) -> Roster:
        """The actors' roster, with the user's own on top."""
        return _roster(self.settings.roster)

    @property
    def gazetteer(self) -> Gazetteer:
        """The compiled gazetteer."""
        return _gazetteer(self.settings.home)

    @property
    def place_country(self) -> Callable[[str], str | None]:
        """The country of a place name, for actors told by their town."""
        return _place_country(self.settings.home)

    @property
    def coder(self) -> Coder:
        """The coder that the settings name; raises NotFound."""
        return _coder(self.settings)

    @property
    def desk(self) -> Desk:
        """The user's own alert rules and channels; raises BadSettings."""
        return load_desk(Path(self.settings.alerts) if self.settings.alerts else None)


def plan(settings: Settings) -> Plan:
    """Return the plan for these settings; nothing heavy is opened yet."""
    return Plan(settings)
