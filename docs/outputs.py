"""Fill the console blocks of docs/commands.md with what the commands print on the demo store.

    python docs/outputs.py            # after `make demo`

A copy of the demo store is used, since `tocsin scores` writes to the ledger. Long outputs are cut, and say so.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tocsin.settings import load_settings

BLOCK = re.compile(r"```console\n\$ (tocsin [^\n]+)\n.*?```", re.S)
MOST_LINES = 24
HERE = Path(__file__).parent


def printed(command: str, store: str) -> str:
    """Return what a command prints on a store, cut at MOST_LINES lines."""
    environment = os.environ | {"TOCSIN_STORE": store, "COLUMNS": "100"}
    arguments = [sys.executable, "-m", *command.split()]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=True)
    lines = [line.rstrip() for line in done.stdout.rstrip().splitlines()]
    return "\n".join(lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "..."])


def main() -> None:
    """Rewrite docs/commands.md."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(shutil.copy(Path(load_settings().home) / "demo.db", folder))
        page = (HERE / "commands.md").read_text(encoding="utf-8")
        filled = BLOCK.sub(lambda m: f"```console\n$ {m[1]}\n{printed(m[1], store)}\n```", page)
        (HERE / "commands.md").write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
