"""Many articles at once: in windows, on this machine or a cluster, with a journal so that a stopped job goes on."""

from l10n_flow.batch.events import Advanced, Begun, Ended, Event, Finished
from l10n_flow.batch.job import Batch
from l10n_flow.batch.journal import Journal, Summary
from l10n_flow.batch.local import LocalScheduler
from l10n_flow.batch.scheduler import Scheduler, Window, Worked, Working
from l10n_flow.batch.sources import find_sources, watched_sources
from l10n_flow.batch.watch import Watcher
from l10n_flow.batch.work import Outcome, Setup, Worker

__all__ = [
    "Advanced", "Batch", "Begun", "Ended", "Event", "Finished", "Journal", "LocalScheduler", "Outcome", "Scheduler", "Setup",
    "Summary", "Watcher", "Window", "Worked", "Worker", "Working", "find_sources", "watched_sources",
]  # fmt: skip
