"""Settings: one TOML file and TOCSIN_* environment variables, read once and passed in."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from tocsin.errors import BadSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator may set.

    `store` is the path of the store; `home` the folder for what Tocsin keeps (the compiled gazetteer, by default the
    store); `coder` the name of a coder that `plugins.find("coder", name)` knows; `endpoint`, `model` and
    `endpoint_key` the OpenAI-compatible server of the coder `endpoint`; `roster` an own TOML file of actors,
    which wins over the built-in one; `sources` the file of sources that `tocsin follow` takes where it is given none;
    `alerts` the file of own alert rules and channels;
    `allow` the only `host:port` pairs that may be private; `token` guards the server off loopback; `workers` the hosts
    that following fetches from at once.
    """

    store: str = ""
    home: str = ""
    coder: str = "hybrid"
    endpoint: str = ""
    model: str = ""
    endpoint_key: str = ""
    roster: str = ""
    sources: str = ""
    alerts: str = ""
    allow: tuple[str, ...] = ()
    token: str = ""
    workers: int = 16


def _from_file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadSettings(
            "the settings file does not exist",
            where=str(path),
            next_step="check TOCSIN_SETTINGS or the --settings option",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"not valid TOML ({error})", where=str(path), next_step="mend that line") from None
    network = table.pop("network", {})
    return {**table, **({"allow": network["allow"]} if "allow" in network else {})}


def _from_environment(environment: Mapping[str, str], names: set[str]) -> dict[str, Any]:
    # `network.allow` is left out on purpose: only the operator's own file opens a private address.
    found = {
        name: environment[f"TOCSIN_{name.upper()}"]
        for name in names - {"allow"}
        if f"TOCSIN_{name.upper()}" in environment
    }
    return found


def _typed(name: str, value: Any, where: str) -> Any:
    if name == "allow":
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise BadSettings('network.allow must be a list of "host:port" strings', where=where)
    if name == "workers":
        if str(value).isdigit() and int(value) >= 1:
            return int(value)
        raise BadSettings(f"workers must be a whole number of at least 1, not {value!r}", where=where)
    if isinstance(value, str):
        return value
    raise BadSettings(f"{name} must be text, not {value!r}", where=where)


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings from `path` (or TOCSIN_SETTINGS), overridden by TOCSIN_* variables.

    Raises BadSettings, naming the key and the file, for an unknown key or a value of the wrong kind.
    """
    environment = os.environ if environment is None else environment
    path = path or (Path(environment["TOCSIN_SETTINGS"]) if environment.get("TOCSIN_SETTINGS") else None)
    names = {field.name for field in fields(Settings)}
    given = _from_file(path) if path else {}
    if unknown := sorted(given.keys() - names):
        raise BadSettings(
            f"unknown setting {unknown[0]!r}", where=str(path), next_step=f"known are {', '.join(sorted(names))}"
        )
    given |= _from_environment(environment, names)
    typed = {name: _typed(name, value, str(path or "environment")) for name, value in given.items()}
    folder = Path(typed.get("home") or platformdirs.user_data_dir("tocsin"))
    defaults = replace(Settings(), home=str(folder), store=str(folder / "tocsin.db"))
    return replace(defaults, **{name: value for name, value in typed.items() if value != ""})
