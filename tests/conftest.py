"""The demo corpus, loaded once a test process, and a way to run the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tocsin.cli import main
from tocsin.settings import Settings, load_settings
from tocsin.store import Store


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a store that holds the demo corpus, coded and followed to its last day."""
    from tocsin import pipeline

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Store(path, create=True) as store, as_file(files("tocsin") / "resources" / "demo" / "corpus") as folder:
        pipeline.load(store, [folder])
        pipeline.run(pipeline.plan(load_settings()), store)
    return path


@pytest.fixture
def demo(demo_path: Path) -> Settings:
    """Return settings whose store is the demo's."""
    return Settings(store=str(demo_path))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def tocsin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return a function that runs `tocsin ARGS...` in this process."""

    def run(*args: str | Path) -> Ran:
        monkeypatch.setenv("COLUMNS", "120")
        monkeypatch.setattr("sys.argv", ["tocsin", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return run
