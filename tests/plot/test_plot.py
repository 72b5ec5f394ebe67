"""Pictures for notebooks: drawn from the demo corpus on matplotlib axes."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tocsin import plot
from tocsin.errors import NotFound, StopRun
from tocsin.scores.board import Line
from tocsin.scores.probability import Bin
from tocsin.settings import Settings
from tocsin.store import Store


@pytest.fixture
def store(demo: Settings) -> Iterator[Store]:
    with Store(demo.store) as opened:
        yield opened


@pytest.fixture
def drawn() -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed (pip install 'tocsin[plot]')")
    matplotlib.use("Agg")


@pytest.mark.usefixtures("drawn")
def test_tension_is_drawn_with_its_base_and_forecast(store: Store) -> None:
    ax = plot.tension(store, "PAK-AFG", "2025-10-16")
    assert [line.get_label() for line in ax.get_lines()] == ["tension", "own base"]
    assert "2025-10-16" in ax.get_title()


@pytest.mark.usefixtures("drawn")
def test_incidents_are_drawn_where_they_happened(store: Store) -> None:
    found = store.incidents(pair="PAK-AFG", as_of="2025-10-16")
    placed = sum(i.place is not None and i.place.lat is not None for i in found)
    assert plot.incidents(found).get_title() == f"{placed} incidents"


@pytest.mark.usefixtures("drawn")
def test_reliability_is_drawn_beside_the_diagonal() -> None:
    line = Line("decay 1", "live", 7, 10, 0.2, 0.1, 0.3, 0.4, 0.05, (), (Bin(0.1, 0.2, 10, 0.15, 0.2),))
    assert len(plot.reliability(line).get_lines()) == 2


def test_incidents_without_places_are_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        plot.incidents([replace(store.incidents()[0], place=None)])


def test_without_matplotlib_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(StopRun, match="matplotlib is not installed"):
        plot.reliability(Line("m", "live", 7, 1, 0.0, 0.0, 0.0, 0.0, 0.0, (), ()))


def test_a_result_shows_itself_as_a_table_with_what_came_from_outside_escaped(tmp_path: Path) -> None:
    from tests.factory import article

    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles([article("Text.", title="<script>alert(1)</script>")])
        shown = store.articles()._repr_html_()
    assert "<table" in shown
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
