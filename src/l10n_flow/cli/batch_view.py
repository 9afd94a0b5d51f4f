"""How `l10n-flow batch` shows what happens: a live bar and a list at the end, or JSON lines."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol, Self

import click

from l10n_flow.batch import Advanced, Begun, Ended, Event, Finished, Summary
from l10n_flow.cli.colour import console, to_terminal

SECOND = 1.0  # between two JSON lines that only say how far it is


class View(Protocol):
    """Shows the events of a job, and at its end, or where it was stopped, what became of it."""

    def show(self, event: Event) -> None: ...

    def close(self, summary: Summary, failures: Iterable[tuple[Path, str]]) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


class Rate:
    """Units a second since the first event, and the seconds that are left at that rate."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self.units = self.articles = 0
        self.share = 0.0  # of the bytes that were to do

    def take(self, event: Event) -> None:
        if isinstance(event, Begun):
            self._begin = time.monotonic()
            self.units = self.articles = 0
            self.share = 0.0
        elif isinstance(event, Finished):
            self.units += event.outcome.units
            self.articles += 1
        elif isinstance(event, Advanced) and event.size:
            self.share = event.done / event.size

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._begin

    @property
    def units_a_second(self) -> float:
        return self.units / self.seconds if self.units else 0.0

    @property
    def left(self) -> float | None:
        """Seconds; None while nothing is known."""
        return self.seconds * (1 - self.share) / self.share if self.share > 0 else None


class JsonLines:
    """One JSON object a line: begun, advanced (once a second), finished or failed for each article, ended or stopped."""

    def __init__(self) -> None:
        self._rate = Rate()
        self._last = 0.0
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to let go of."""

    def show(self, event: Event) -> None:
        self._rate.take(event)
        self._ended = isinstance(event, Ended)
        if isinstance(event, Begun):
            self._write("begun", **asdict(event))
        elif isinstance(event, Finished):
            values = asdict(event.outcome) | {"article": shown(event.outcome.article)}
            self._write("failed" if event.outcome.reason else "finished", **values)
        elif isinstance(event, Advanced) and time.monotonic() - self._last >= SECOND:
            self._last = time.monotonic()
            rate, left = self._rate, self._rate.left
            self._write(
                "advanced", share=round(rate.share, 4), articles=rate.articles, units=rate.units,
                units_a_second=round(rate.units_a_second, 1), seconds_left=None if left is None else round(left),
            )  # fmt: skip

    def close(self, summary: Summary, failures: Iterable[tuple[Path, str]]) -> None:
        listed = [{"article": shown(path), "reason": reason} for path, reason in failures]
        self._write("ended" if self._ended else "stopped", **asdict(summary), failures=listed)

    def _write(self, event: str, **values: Any) -> None:
        click.echo(json.dumps({"event": event, **values}, ensure_ascii=False))


class Screen:
    """A bar with rate and time left where the terminal has room for one; then the totals, and failures with reasons."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        self._rate = Rate()
        columns = (
            TextColumn("{task.fields[articles]}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rate]}"),
        )  # fmt: skip
        self._bar = Progress(*columns, console=console(stderr=True), disable=not to_terminal(stderr=True), refresh_per_second=4)
        self._task = self._bar.add_task("", articles="", rate="", total=None)
        self._count = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def show(self, event: Event) -> None:
        self._rate.take(event)
        if isinstance(event, Begun):
            self._count = event.articles - event.before
            self._bar.reset(self._task, total=1.0)
        rate, left = self._rate, self._rate.left
        time_left = "" if left is None else f" · {_clock(left)} left"
        self._bar.update(
            self._task, completed=rate.share, articles=f"articles {rate.articles:,}/{self._count:,}",
            rate=f"{rate.units:,} units · {rate.units_a_second:.0f} a second{time_left}",
        )  # fmt: skip

    def close(self, summary: Summary, failures: Iterable[tuple[Path, str]]) -> None:
        self._bar.stop()
        one = summary
        parts = [f"{one.done - one.before:,} done now", f"{one.before:,} before", f"{one.failed:,} failed"]
        parts += [f"{one.waiting:,} still to do"] if one.waiting else []
        click.echo(f"{one.articles:,} articles: {', '.join(parts)}")
        rate, seconds = self._rate.units_a_second, self._rate.seconds
        speed = f"; {rate:.0f} units a second for {_clock(seconds)}" if rate else ""
        click.echo(f"{one.units:,} units, {one.words:,} words{speed}")
        click.echo(f"findings in the drafts: {one.errors:,} errors, {one.warnings:,} warnings")
        for path, reason in failures:
            text = reason.replace(f"{Path.cwd()}{os.sep}", "").replace("\n", "\n    ")
            click.echo(f"failed: {text}" if text.startswith(shown(path)) else f"failed: {shown(path)}: {text}")
        if one.waiting:
            click.echo("stopped; the same command goes on from here", err=True)


def shown(path: Path) -> str:
    """From the current folder where the path lies in it."""
    here = Path(os.path.normpath(Path.cwd()))
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}"
