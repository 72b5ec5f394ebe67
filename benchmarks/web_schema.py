"""Whether any request that the API's own description allows, or forbids, makes the server fail.

    python benchmarks/web_schema.py STORE [--schemathesis PATH] [--examples 50]

Serves a copy of STORE on the loopback and lets schemathesis (pip install schemathesis, in an environment of its own)
make cases of every operation in `/api/v1/openapi.json`, good ones and bad ones. Prints one JSON object: the operations
tested, the cases made and the server errors among their answers.
"""

import argparse
import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from tocsin.settings import load_settings
from tocsin.store import Store
from tocsin.web.serving import serving

# A stream is not over before its longest wait is; it has tests of its own.
LEFT_OUT = "/api/v1/alerts/stream"


def run(program: str, address: str, examples: int, report: Path) -> tuple[int, str]:
    """Return how schemathesis ended and what it said."""
    command = [program, "run", f"{address}/api/v1/openapi.json", "--checks", "not_a_server_error", "--seed", "1"]
    command += ["--max-examples", str(examples), "--exclude-path", LEFT_OUT, "--phases", "examples,coverage,fuzzing"]
    command += ["--report", "ndjson", "--report-ndjson-path", str(report), "--no-color"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--schemathesis", default=shutil.which("schemathesis") or "schemathesis")
    parser.add_argument("--examples", type=int, default=50)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "store.db"
        with Store(given.store) as store:
            store.query("VACUUM INTO ?", (str(copy),))
        with serving(replace(load_settings(), store=str(copy))) as address:
            code, told = run(given.schemathesis, address, given.examples, Path(folder) / "cases.ndjson")
    cases = re.search(r"(\d[\d,]*) generated", told)
    tested = re.search(r"Tested: (\d+)|Selected: (\d+)/", told)
    print(
        json.dumps(
            {
                "operations": int(next(filter(None, tested.groups()))) if tested else None,
                "cases": int(cases[1].replace(",", "")) if cases else None,
                "server errors": len(re.findall(r"Server error", told)),
                "ended": code,
            }
        )
    )
    if code:
        print(told[-3000:])


if __name__ == "__main__":
    main()
