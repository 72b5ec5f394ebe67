"""One compiled gazetteer for all tests of the places room."""

import pytest

from tocsin.places.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return open_gazetteer(tmp_path_factory.mktemp("gazetteer"))
