"""How fast it starts and codes: `tocsin read` of one page from cold, and 100 dispatches in one process.

python benchmarks/speed.py
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from importlib.resources import as_file, files
from itertools import cycle, islice
from pathlib import Path

from tocsin import pipeline
from tocsin.errors import SkipItem
from tocsin.news.archive import read
from tocsin.news.gather import gather
from tocsin.settings import load_settings

PAGE = """Jets bomb border market

Margalla Post | 10 October 2025

Pakistani jets bombed a market in Paktika province on Thursday, killing 12 people, the Afghan defence ministry said.
"""


def cold_read() -> float:
    """Return the seconds that `tocsin read` takes in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(PAGE)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "tocsin", "read", page], check=True, capture_output=True)
        return time.perf_counter() - start


def main() -> None:
    """Print the figures as one JSON line."""
    reads = sorted(cold_read() for _ in range(3))
    with as_file(files("tocsin") / "resources" / "demo" / "corpus") as folder:
        articles = [gather(item) for item in read(folder) if not isinstance(item, SkipItem)]
    start = time.perf_counter()
    plan = pipeline.plan(load_settings())
    pipeline.code_article(plan, articles[0])
    models = time.perf_counter() - start
    hundred = list(islice(cycle(articles), 100))
    start = time.perf_counter()
    for article in hundred:
        pipeline.code_article(plan, article)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "cold_read_s": round(reads[1], 2),
                "loading_models_s": round(models, 2),
                "hundred_dispatches_s": round(seconds, 2),
                "memory_MiB": round(memory),
            }
        )
    )


if __name__ == "__main__":
    main()
