"""A job on a Dask cluster. Every worker sees the project's folder under the same path, and has l10n-flow installed.

A worker drafts a window and writes its catalogs as a run on one machine does; the journal stays here. What a dead worker had
in hand goes to another one, which writes the same catalogs.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from l10n_flow.batch.scheduler import WINDOW_SIZE, Window, Worked, Working
from l10n_flow.batch.work import Outcome, Setup, Worker
from l10n_flow.model import L10nError

try:
    from distributed import Client, KilledWorker, WorkerPlugin, get_worker, wait
except ImportError:
    raise L10nError("--scheduler needs the package 'distributed'", mend="pip install 'l10n-flow[cluster]'") from None

PLUGIN = "l10n-flow-"  # names of our plugins, before the client's id
AHEAD = 2  # windows a worker: one that it drafts and one that waits for it
LOOK_SECONDS = 5.0  # between looks at whether there is any worker
PATIENCE_SECONDS = 60.0  # without any worker until the job gives up


class ClusterScheduler:
    """Windows on the workers of a running cluster.

    Args:
        address: of the scheduler ("tcp://host:8786"), or the path of the file that `dask scheduler --scheduler-file` writes.
        patience: seconds without any worker until the job gives up.

    Raises:
        L10nError: no scheduler answers there.
    """

    def __init__(
        self, setup: Setup, address: str, *, window_size: int = WINDOW_SIZE, patience: float = PATIENCE_SECONDS
    ) -> None:
        self.window_size = window_size
        self._patience = patience
        self._address = address
        where = {"address": address} if "://" in address else {"scheduler_file": address}
        if "scheduler_file" in where and not Path(address).is_file():
            raise L10nError("no such scheduler file", where=address, mend="Name that file, or an address: tcp://host:8786.")
        try:
            self._client = Client(**where, timeout=10, set_as_default=False, name="l10n-flow")
        except (OSError, TimeoutError, ValueError) as error:
            raise L10nError(f"no Dask scheduler answers: {error}", where=address, mend="Start it: dask scheduler.") from None
        self._equipment = ""
        self._name = f"{PLUGIN}{self._client.id}"
        self._forget_killed_jobs()
        try:
            self._client.register_plugin(_Equipped(setup), name=self._name)
        except Exception as error:  # whatever a worker cannot load
            self._client.close()
            what = f"the workers cannot load l10n-flow: {error}"
            raise L10nError(what, where=address, mend="Install the same version of l10n-flow on every worker.") from None

    def _forget_killed_jobs(self) -> None:
        """A job that was killed left its plugin, and with it its models on every worker."""
        with contextlib.suppress(Exception):  # a scheduler that lets nothing run on it; its workers keep the models
            for name in self._client.run_on_scheduler(_left_plugins):
                self._client.unregister_worker_plugin(name)

    def fingerprint(self) -> str:
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError:
            raise self._no_worker() from None
        asked = {
            worker: self._client.submit(_fingerprint, self._name, workers=[worker], allow_other_workers=False, pure=False)
            for worker in self._workers()
        }
        try:
            with self._client.as_current():
                wait(list(asked.values()), timeout=self._patience)
        except TimeoutError:
            mute = ", ".join(worker for worker, future in asked.items() if not future.done())
            mend = "Look at its log; it loads the project's glossary and packages."
            raise L10nError(f"a worker has not answered for {self._patience:.0f} seconds", where=mute, mend=mend) from None
        for worker, future in asked.items():
            if future.status != "finished":
                what = f"a worker cannot work: {future.exception()}"
                raise L10nError(what, where=worker, mend="It needs the project's folder under the same path.")
        found: dict[str, tuple[str, str]] = {worker: future.result() for worker, future in asked.items()}
        if len(set(found.values())) > 1:
            listed = ", ".join(f"{worker}: {prints[0]}" for worker, prints in sorted(found.items()))
            what = f"workers would not draft alike ({listed})"
            mend = "Give all of them the same l10n-flow, packages, glossary and memory."
            raise L10nError(what, where=self._address, mend=mend)
        (self._equipment, whole), *_ = found.values()
        return str(whole)

    def run(self, windows: Iterator[Window], now: datetime) -> Generator[Working | Worked, None, None]:
        going: dict[Any, Window] = {}
        left: deque[Window] = deque()  # windows that killed their workers, article by article
        without = 0.0
        try:
            while True:
                while len(going) < self._room() and (window := left.popleft() if left else next(windows, None)) is not None:
                    going[self._submit(window, now)] = window
                if not going:
                    return
                try:
                    with self._client.as_current():
                        finished = wait(list(going), timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    without = 0.0 if self._workers() else without + LOOK_SECONDS
                    if without >= self._patience:
                        raise self._no_worker() from None
                    continue
                for future in finished:
                    window = going.pop(future)
                    outcomes = self._outcomes(future, window)
                    if outcomes is None:
                        left += [Window((path,), window.size // len(window.articles)) for path in window.articles]
                    else:
                        yield Worked(window, outcomes)
        finally:
            if going:
                self._client.cancel(list(going), force=True)

    def _submit(self, window: Window, now: datetime) -> Any:
        return self._client.submit(_work, self._name, self._equipment, window.articles, now, pure=False)

    def _outcomes(self, future: Any, window: Window) -> tuple[Outcome, ...] | None:
        """What became of a window; None where its articles are to be tried one by one."""
        if future.status == "finished":
            found: tuple[Outcome, ...] = future.result()
            return found
        if future.status == "cancelled":
            mend = "Start it again; the same command goes on where it was."
            raise L10nError("the scheduler was stopped or lost the job", where=self._address, mend=mend)
        error = future.exception()
        if isinstance(error, L10nError):
            raise error
        if len(window.articles) > 1:
            return None
        reason = "workers died over it, one after the other" if isinstance(error, KilledWorker) else f"unexpected: {error!r}"
        return (Outcome(window.articles[0], reason),)

    def _workers(self) -> list[str]:
        """Their addresses."""
        return sorted(self._client.scheduler_info(n_workers=-1)["workers"])

    def _room(self) -> int:
        """Windows that the cluster has at a time; more would only wait there."""
        return AHEAD * max(1, len(self._workers()))

    def _no_worker(self) -> L10nError:
        mend = "Start one: dask worker ADDRESS. The same command goes on where it was."
        return L10nError(f"no worker for {self._patience:.0f} seconds", where=self._address, mend=mend)

    def close(self) -> None:
        """Let the workers forget the job, and its models."""
        with contextlib.suppress(Exception):  # the scheduler is gone, and so is the job
            self._client.unregister_worker_plugin(self._name)
        self._client.close()


class _Equipped(WorkerPlugin):  # type: ignore[misc]
    """A worker's glossary, packages and models, loaded at its first window and kept until the job ends."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def setup(self, worker: Any) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        cache = Path(worker.local_directory) / "translations.sqlite" if self._setup.cache else None
        self._setup = replace(self._setup, cache=cache, threads=self._setup.threads or worker.state.nthreads)

    def worker(self) -> Worker:
        with self._lock:
            if self._worker is None:
                self._worker = Worker(self._setup)
            return self._worker


def _left_plugins(dask_scheduler: Any) -> list[str]:
    """Runs on the scheduler: plugins of jobs whose client it knows no more."""
    ours = [name for name in dask_scheduler.worker_plugins if str(name).startswith(PLUGIN)]
    return [name for name in ours if name.removeprefix(PLUGIN) not in dask_scheduler.clients]


def _worker(name: str) -> Worker:
    equipped: _Equipped = get_worker().plugins[name]
    return equipped.worker()


def _fingerprint(name: str) -> tuple[str, str]:
    """(equipment, whole fingerprint) of the worker it runs on."""
    worker = _worker(name)
    return worker.equipment(), worker.fingerprint()


def _work(name: str, equipment: str, articles: tuple[Path, ...], now: datetime) -> tuple[Outcome, ...]:
    """Runs on a worker, also on one that came later than the others."""
    worker = _worker(name)
    if worker.equipment() != equipment:
        where, mend = get_worker().address, "Give it the same l10n-flow, packages and glossary as the others."
        raise L10nError("this worker would not draft as the others do", where=where, mend=mend)
    return tuple(worker.work(articles, now))
