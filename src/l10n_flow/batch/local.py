"""A job on this machine: two windows at a time, so that the engine never waits while catalogs are written."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from l10n_flow.batch.scheduler import WINDOW_SIZE, Window, Worked, Working
from l10n_flow.batch.work import Setup, Stopped, Worker

ABREAST = 2


class LocalScheduler:
    """Windows in threads of this process. Raises L10nError where a worker cannot be set up."""

    def __init__(self, setup: Setup, *, window_size: int = WINDOW_SIZE) -> None:
        self.window_size = window_size
        self._worker = Worker(setup)
        self.skipped = self._worker.skipped

    def fingerprint(self) -> str:
        return self._worker.fingerprint()

    def run(self, windows: Iterator[Window], now: datetime) -> Generator[Working | Worked, None, None]:
        told: queue.SimpleQueue[Working | Worked | BaseException] = queue.SimpleQueue()
        stop = threading.Event()

        def work(window: Window) -> None:
            def share(done: float) -> None:
                if stop.is_set():
                    raise Stopped
                told.put(Working(window, done))

            try:
                told.put(Worked(window, tuple(self._worker.work(window.articles, now, share))))
            except BaseException as error:  # for the thread that asked
                told.put(error)

        with ThreadPoolExecutor(ABREAST) as pool:
            try:
                going = 0
                while True:
                    while going < ABREAST and (window := next(windows, None)) is not None:
                        pool.submit(work, window)
                        going += 1
                    if not going:
                        return
                    news = told.get()
                    if isinstance(news, BaseException):
                        raise news
                    going -= isinstance(news, Worked)
                    yield news
            finally:
                stop.set()

    def close(self) -> None:
        """Nothing to let go of."""
