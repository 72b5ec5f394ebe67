"""Find the implementation of a contract by name: built-ins by import path first, then entry points.

An implementation from outside registers under the entry-point group `tocsin.KIND`, for example
`[project.entry-points."tocsin.coder"] mine = "my_package:coder"`.
"""

from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from tocsin.errors import NotFound

BUILT_IN: dict[str, dict[str, str]] = {
    "coder": {
        "rules": "tocsin.events.rules:build",
        "hybrid": "tocsin.events.learned:build",
        "endpoint": "tocsin.events.endpoint:build",
    },
    "forecaster": {
        "climatology": "tocsin.forecasts.climatology:Climatology",
        "decay": "tocsin.forecasts.decay:Decay",
    },
    "ontology": {"plover": "tocsin.events.ontology:plover"},
}


def names(kind: str) -> list[str]:
    """Return the names of all implementations of `kind`, built-in and installed, sorted."""
    outside = [point.name for point in entry_points(group=f"tocsin.{kind}")]
    return sorted({*BUILT_IN.get(kind, {}), *outside})


def find(kind: str, name: str) -> Any:
    """Return the object registered as `name` for `kind`.

    Raises NotFound, listing what exists, where there is none.
    """
    if path := BUILT_IN.get(kind, {}).get(name):
        module, _, attribute = path.partition(":")
        return getattr(import_module(module), attribute)
    for point in entry_points(group=f"tocsin.{kind}"):
        if point.name == name:
            return point.load()
    raise NotFound(kind, name, names(kind))
