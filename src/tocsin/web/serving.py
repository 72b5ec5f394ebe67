"""The dashboard in a thread of this process, for as long as a block lasts: for tests, benchmarks and pictures."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from tocsin.settings import Settings
from tocsin.web.app import create_app

LONGEST_END = 10.0  # seconds in which a server that was told to end must


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve the settings' store on a free port of the loopback; yield the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(create_app(settings), host="127.0.0.1", port=port, log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(LONGEST_END)
