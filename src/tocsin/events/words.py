"""Word classes: `resources/events/classes.yaml` read once; every other room asks here for its word lists."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# The C loader is eight times as fast; it is missing only where libyaml is.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_resource(name: str) -> Any:
    """Return the YAML file `resources/events/NAME` as plain Python."""
    return yaml.load((files("tocsin.resources") / "events" / name).read_text(encoding="utf-8"), Loader=_LOADER)


@cache
def _classes() -> dict[str, frozenset[str]]:
    table = read_resource("classes.yaml")
    return {name: frozenset(value.split() if isinstance(value, str) else value) for name, value in table.items()}


@cache
def words(name: str) -> frozenset[str]:
    """Return the lemmas of a class and of the classes it includes (in capitals); KeyError if unknown."""
    own = _classes()[name]
    return frozenset(word for word in own if not word.isupper()).union(*(words(one) for one in own if one.isupper()))


def is_class(name: str) -> bool:
    """Whether `name` is the name of a class."""
    return name in _classes()
