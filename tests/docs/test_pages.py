"""The documentation holds together: its links lead somewhere, its pages are in the menu, its commands run."""

import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Ran
from tocsin.settings import load_settings

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.glob("*.md"))
COMMANDS = re.findall(r"^\$ tocsin (.+)$", (DOCS / "commands.md").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_are_there(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_in_the_menu() -> None:
    menu: list[dict[str, Any]] = yaml.safe_load((DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    listed = {path for entry in menu for path in entry.values()}
    assert {page.name for page in PAGES} <= listed
    assert all((DOCS / path).exists() for path in listed)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_documented_command_runs(command: str, demo_path: Path, tocsin: Callable[..., Ran], tmp_path: Path) -> None:
    store = tmp_path / "docs.db"
    store.write_bytes(demo_path.read_bytes())
    ran = tocsin("--store", store, *shlex.split(command))
    assert (ran.code, bool(ran.out)) == (0, True)


def test_the_documented_files_are_toml_and_the_settings_are_known(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", (DOCS / "user-files.md").read_text(encoding="utf-8"), re.S)
    assert [tomllib.loads(block) for block in blocks]
    path = tmp_path / "settings.toml"
    path.write_text(blocks[0], encoding="utf-8")
    assert load_settings(path, {}).allow == ("mail.internal:587",)
