"""What a planted flood rings: one false strike, copied on many sites, loaded beside the demo corpus.

    python benchmarks/alerts_flood.py [--copies 1000]

Prints one JSON object: articles, origins behind the false strike, and the highest level that its pair ever rang.
"""

import argparse
import json
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from tocsin import pipeline
from tocsin.records import Level
from tocsin.settings import load_settings
from tocsin.store import Store

FALSE = (
    "Ethiopian jets bombed the Eritrean capital Asmara at dawn on Monday, killing 40 people, the site said. Smoke rose "
    "over the airport and the old town after the air strike, which lasted for an hour, according to the report."
)


def main() -> None:
    """Print what rang."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=1000)
    copies = parser.parse_args().copies
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "flood.jsonl"
        site = "Site {0}"
        rows.write_text(
            "".join(
                json.dumps(
                    {
                        "id": f"f{n}",
                        "url": f"https://site{n}.example/asmara",
                        "title": "Jets bomb Asmara",
                        "text": FALSE,
                        "published": "2025-10-13",
                        "publisher": site.format(n),
                    }
                )
                + "\n"
                for n in range(copies)
            ),
            encoding="utf-8",
        )
        with Store(Path(folder) / "f.db", create=True) as store:
            with as_file(files("tocsin") / "resources" / "demo" / "corpus") as corpus:
                pipeline.load(store, [corpus, rows])
            pipeline.run(pipeline.plan(load_settings()), store)
            rung = [alert.level for alert in store.alerts() if "ETH" in alert.subject or "ERI" in alert.subject]
            told = store.incidents(pair="ERI")
            print(
                json.dumps(
                    {
                        "articles": store.counts()["article"],
                        "false incidents": len(told),
                        "most origins of one": max((len(i.origins) for i in told), default=0),
                        "highest level": max(rung, default=Level.CALM).name.lower(),
                    }
                )
            )


if __name__ == "__main__":
    main()
