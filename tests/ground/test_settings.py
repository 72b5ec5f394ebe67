"""Settings come from one file and the environment."""

from pathlib import Path

import pytest

from tocsin.errors import BadSettings
from tocsin.settings import load_settings


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    file = tmp_path / "tocsin.toml"
    file.write_text('store = "a.db"\n[network]\nallow = ["127.0.0.1:9000"]\n')
    settings = load_settings(file, {"TOCSIN_STORE": "b.db"})
    assert (settings.store, settings.allow) == ("b.db", ("127.0.0.1:9000",))


def test_the_environment_never_opens_a_private_address(tmp_path: Path) -> None:
    assert load_settings(None, {"TOCSIN_ALLOW": "10.0.0.1:80"}).allow == ()


def test_an_unknown_key_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "tocsin.toml"
    file.write_text('stroe = "a.db"\n')
    with pytest.raises(BadSettings, match=r"unknown setting .stroe..*store"):
        load_settings(file, {})


def test_broken_toml_is_refused_with_the_file_named(tmp_path: Path) -> None:
    file = tmp_path / "tocsin.toml"
    file.write_text("store = \n")
    with pytest.raises(BadSettings, match=r"tocsin\.toml: not valid TOML"):
        load_settings(file, {})


def test_a_missing_settings_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="does not exist"):
        load_settings(tmp_path / "none.toml", {})


@pytest.mark.parametrize(
    ("line", "what"), [("workers = 0", "workers"), ("coder = 3", "coder"), ("network.allow = 'x'", "allow")]
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(tmp_path: Path, line: str, what: str) -> None:
    file = tmp_path / "tocsin.toml"
    file.write_text(line + "\n")
    with pytest.raises(BadSettings, match=what):
        load_settings(file, {})


def test_without_a_file_the_store_lies_in_the_data_folder() -> None:
    assert load_settings(None, {"TOCSIN_HOME": "", "TOCSIN_STORE": ""}).store.endswith("tocsin.db")
