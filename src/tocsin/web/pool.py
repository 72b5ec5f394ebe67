"""Open stores for readers: taken for a request, given back after it, with each request's answers of one moment."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Full, LifoQueue

from tocsin.store import Store

MOST_IDLE = 16


class Pool:
    """Stores on one file. Opening a store costs more than most answers do; a file that was replaced is opened anew."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._idle: LifoQueue[tuple[tuple[int, int], Store]] = LifoQueue(MOST_IDLE)
        self._lock = threading.Lock()
        self._watch: tuple[tuple[int, int], Store] | None = None

    def __del__(self) -> None:
        self.close()

    def _file(self) -> tuple[int, int]:
        try:
            found = os.stat(self._path)
        except OSError:
            return 0, 0
        return found.st_dev, found.st_ino

    def _take(self, file: tuple[int, int]) -> Store:
        while True:
            try:
                kept, store = self._idle.get_nowait()
            except Empty:
                return Store(self._path)
            if kept == file:
                return store
            store.close()

    def _give(self, file: tuple[int, int], store: Store) -> None:
        try:
            self._idle.put_nowait((file, store))
        except Full:
            store.close()

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Lend a store whose answers are all of one moment; raises StopRun where there is none."""
        file = self._file()
        store = self._take(file)
        try:
            with store.snapshot():
                yield store
        except BaseException:
            store.close()
            raise
        self._give(file, store)

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """Lend a store to write with; raises StopRun where there is none."""
        with Store(self._path) as store:
            yield store

    def version(self) -> tuple[int, ...]:
        """Return what changes whenever anything in the file has changed; raises StopRun where there is no store."""
        with self._lock:
            file = self._file()
            if self._watch is None or self._watch[0] != file:
                if self._watch is not None:
                    self._watch[1].close()
                self._watch = None
                self._watch = (file, Store(self._path))
            return (*file, self._watch[1].changes())

    def close(self) -> None:
        """Close what lies idle."""
        with self._lock:
            if self._watch is not None:
                self._watch[1].close()
                self._watch = None
        while True:
            try:
                self._idle.get_nowait()[1].close()
            except Empty:
                return
