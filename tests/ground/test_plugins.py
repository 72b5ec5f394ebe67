"""Implementations are found by name."""

import pytest

from tocsin.errors import NotFound
from tocsin.plugins import BUILT_IN, find, names


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, table in BUILT_IN.items() for name in table])
def test_every_built_in_can_be_found(kind: str, name: str) -> None:
    assert callable(find(kind, name))


def test_an_unknown_name_lists_what_exists() -> None:
    with pytest.raises(NotFound, match="rules"):
        find("coder", "no-such-coder")


def test_names_are_sorted() -> None:
    assert names("forecaster") == sorted(names("forecaster"))
