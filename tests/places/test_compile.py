"""Compiling the gazetteer."""

from pathlib import Path

import pytest

from tocsin.errors import StopRun
from tocsin.places import gazetteer as room
from tocsin.places.compile import STEPS, Draft, cell, compile_gazetteer, version, write
from tocsin.places.gazetteer import Gazetteer, open_gazetteer
from tocsin.places.kinds import Kind
from tocsin.places.sources import Row


def small() -> Draft:
    draft = Draft()
    draft.enter(draft.add(Row("Spin Boldak", Kind.CITY, "AFG", 31.01, 66.4, 35000, names=["Spinboldak"])))
    return draft


def test_a_draft_is_written_and_read_back(tmp_path: Path) -> None:
    write(small(), tmp_path / "small.sqlite")
    [named] = Gazetteer(tmp_path / "small.sqlite").find("SPINBOLDAK")
    assert (named.entry.name, named.entry.lat, named.entry.lon, named.main) == ("Spin Boldak", 31.01, 66.4, False)


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write(small(), tmp_path / "small.sqlite", lambda done, total: told.append((done, total)))
    assert told[-1] == (STEPS, STEPS)


def test_a_broken_file_counts_as_no_version(tmp_path: Path) -> None:
    (tmp_path / room.FILE).write_bytes(b"not a database at all")
    assert room._version(tmp_path / room.FILE) is None


def test_a_folder_that_cannot_be_made_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StopRun, match="cannot be written"):
        open_gazetteer(tmp_path / "file" / "under")


def test_nothing_is_left_behind_where_compiling_fails(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compile_gazetteer(tmp_path / room.FILE, stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lat", "lon"), [(-90, -180), (90, 180), (0, 0), (89.99, 179.99)])
def test_every_point_has_a_cell(lat: float, lon: float) -> None:
    assert 0 <= cell(lat, lon) < 64800


def test_a_file_says_what_it_is_the_product_of(tmp_path: Path) -> None:
    write(small(), tmp_path / room.FILE)
    assert room._version(tmp_path / room.FILE) == version()
