"""Every command explains itself, and the documents name every command."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tocsin.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
STAGES = ("extract", "code", "resolve", "locate", "date", "status", "classify", "origin", "merge")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str, tocsin: Callable[..., Ran]) -> None:
    shown = tocsin(command, "--help")
    assert shown.code == 0
    assert f"Example: tocsin {command}" in shown.out


@pytest.mark.parametrize("stage", STAGES)
def test_every_batch_stage_shows_an_example(stage: str, tocsin: Callable[..., Ran]) -> None:
    assert f"Example: tocsin batch {stage}" in tocsin("batch", stage, "--help").out


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text()
    assert [name for name in COMMANDS if f"tocsin {name}" not in text and f"make {name}" not in text] == []


def test_an_unknown_command_is_refused(tocsin: Callable[..., Ran]) -> None:
    assert tocsin("ring").code == 2
