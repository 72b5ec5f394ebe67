"""An ontology: event types, modes, quad classes, Goldstein values and crosswalks, read from one YAML file.

`plover()` is the one Tocsin ships (PLOVER manual, draft 0.8; values and sources stand in the file's header).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tocsin.errors import NotFound
from tocsin.records import Participant, Quad


@dataclass(frozen=True, slots=True)
class Code:
    """What one type, or one mode of it, means elsewhere; `acled` is (event type, sub-event type)."""

    cameo: str
    goldstein: float
    acled: tuple[str, str]
    acled_civilians: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types and modes with their quad class and crosswalks; every method raises NotFound for an unknown type."""

    name: str
    modes: Mapping[str, tuple[str, ...]]
    glosses: Mapping[str, str]
    quads: Mapping[str, Quad]
    codes: Mapping[tuple[str, str | None], Code]
    state_sectors: frozenset[str]
    armed_sectors: frozenset[str]
    violence: frozenset[str]
    not_against_people: frozenset[str]

    @property
    def types(self) -> tuple[str, ...]:
        """All type names, in the order of the file."""
        return tuple(self.modes)

    def code(self, type_: str, mode: str | None = None) -> Code:
        """Return the crosswalk of a type and mode; an unknown mode falls back to its type."""
        if type_ not in self.modes:
            raise NotFound("event type", type_, self.modes)
        return self.codes.get((type_, mode)) or self.codes[type_, None]

    def quad(self, type_: str) -> Quad:
        """Return the quad class of a type."""
        if type_ not in self.quads:
            raise NotFound("event type", type_, self.quads)
        return self.quads[type_]

    def cameo(self, type_: str, mode: str | None = None) -> str:
        """Return the CAMEO code, two to four digits."""
        return self.code(type_, mode).cameo

    def goldstein(self, type_: str, mode: str | None = None) -> float:
        """Return the Goldstein value, -10..10."""
        return self.code(type_, mode).goldstein

    def has_mode(self, type_: str, mode: str | None) -> bool:
        """Whether `mode` is one of the type's; None always is."""
        return mode is None or mode in self.modes.get(type_, ())

    def acled(self, type_: str, mode: str | None, recipients: Iterable[Participant] = ()) -> tuple[str, str]:
        """Return ACLED's event type and sub-event type; unarmed recipients make an attack one on civilians."""
        code = self.code(type_, mode)
        sectors = {person.sector for person in recipients}
        unarmed = bool(sectors) and not sectors & (self.state_sectors | self.armed_sectors)
        return code.acled_civilians if unarmed else code.acled

    def ucdp(
        self, type_: str, mode: str | None, actors: Iterable[Participant], recipients: Iterable[Participant]
    ) -> int | None:
        """Return UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided; None where it is none of them."""
        if type_ not in self.violence or mode in self.not_against_people:
            return None
        acting, struck = ({person.sector for person in people} for people in (actors, recipients))
        sides = acting | struck
        if struck and not struck & (self.state_sectors | self.armed_sectors):
            return 3
        if sides & self.state_sectors:
            return 1
        return 2 if sides & self.armed_sectors else None


def _code(own: Mapping[str, Any], base: Mapping[str, Any]) -> Code:
    merged = {**base, **own}
    civilians = own.get("acled") or base.get("acled_civilians") or merged["acled"]
    return Code(
        str(merged["cameo"]),
        float(merged["goldstein"]),
        (merged["acled"][0], merged["acled"][1]),
        (civilians[0], civilians[1]),
    )


def _codes(types: Mapping[str, Any]) -> dict[tuple[str, str | None], Code]:
    found: dict[tuple[str, str | None], Code] = {}
    for name, entry in types.items():
        found[name, None] = _code({}, entry)
        found |= {(name, mode): _code(own, entry) for mode, own in entry.get("modes", {}).items()}
    return found


def read_ontology(text: str) -> Ontology:
    """Return the ontology written in the YAML `text` (see `resources/ontology/plover.yaml` for the fields)."""
    table = yaml.safe_load(text)
    types, ucdp = table["types"], table["ucdp"]
    return Ontology(
        name=table["name"],
        modes={name: tuple(entry.get("modes", {})) for name, entry in types.items()},
        glosses={name: entry["gloss"] for name, entry in types.items()},
        quads={name: Quad(entry["quad"]) for name, entry in types.items()},
        codes=_codes(types),
        state_sectors=frozenset(ucdp["state"]),
        armed_sectors=frozenset(ucdp["armed"]),
        violence=frozenset(ucdp["types"]),
        not_against_people=frozenset(ucdp["without"]),
    )


@cache
def plover() -> Ontology:
    """Return the PLOVER ontology that ships with Tocsin."""
    return read_ontology((files("tocsin.resources") / "ontology" / "plover.yaml").read_text(encoding="utf-8"))
