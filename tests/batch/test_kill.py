"""The command as a process that is killed, stopped or watched: nothing is lost, nothing half written, nothing done twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from jobs import catalogs, make_project, write_articles

COUNT = 14


def start(root, *arguments):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767312000", "XDG_DATA_HOME": str(root / "data")}
    command = [
        sys.executable, "-m", "l10n_flow", "batch", "in", "--json", "--threads", "1", "--window-size", "700", "--lang", "en",
        "--cache", str(root / "cache.sqlite"), *arguments,
    ]  # fmt: skip
    return subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def finish(process):
    """All events of a process that ends by itself."""
    out, error = process.communicate(timeout=120)
    assert "Traceback" not in error, error
    return [json.loads(line) for line in out.splitlines()]


def finished(events):
    return [event["article"] for event in events if event["event"] == "finished"]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    root = tmp_path_factory.mktemp("undisturbed")
    write_articles(make_project(root).articles, COUNT)
    events = finish(start(root))
    assert len(finished(events)) == COUNT and events[-1]["event"] == "ended"
    return catalogs(root)


def interrupt(root, articles, signal_number, pause=0.0):
    """Start, and send a signal when so many more articles are finished; returns those whose news came before it."""
    process, done = start(root), []
    for line in process.stdout:
        done += finished([json.loads(line)])
        if len(done) >= articles:
            time.sleep(pause)
            process.send_signal(signal_number)
            break
    return process, done


@pytest.fixture
def root(tmp_path):
    write_articles(make_project(tmp_path).articles, COUNT)
    return tmp_path


def test_killed_at_any_moment_it_goes_on_where_it_was(root, undisturbed):
    draw = random.Random(6)
    done = []
    for articles, pause in ((0, 0.0), (1, 0.0), (2, draw.random() * 0.05), (1, draw.random() * 0.05)):
        process, told = interrupt(root, articles, signal.SIGKILL, pause)
        process.communicate()
        done += told
        for name, data in catalogs(root).items():
            if not name.name.startswith("."):
                assert undisturbed[name] == data, f"{name} is half written"
    events = finish(start(root))
    assert events[0]["articles"] == COUNT and events[0]["before"] >= len(done) >= 1
    assert not set(done) & set(finished(events)), "what the journal had was not done again"
    assert {name: data for name, data in catalogs(root).items() if not name.name.startswith(".")} == undisturbed
    assert (events[-1]["done"], events[-1]["waiting"]) == (COUNT, 0)
    again = finish(start(root))
    assert (again[0]["before"], finished(again)) == (COUNT, [])


def test_killed_between_the_catalogs_and_the_journal(root, undisturbed):
    finish(start(root))
    stamps = {path: path.stat().st_mtime_ns for path in (root / "locales").rglob("*.po*")}
    import sqlite3

    with sqlite3.connect(root / ".l10n-flow" / "batch.sqlite") as db:
        db.execute("update article set state = 'waiting', outcome = '{}' where path like '%a03%'")
    db.close()
    assert finished(finish(start(root))) == ["in/a03.txt"]
    assert catalogs(root) == undisturbed
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps, "not one file was written again"


def test_stopped_from_the_keyboard(root, undisturbed):
    process, _ = interrupt(root, 1, signal.SIGINT)
    rest = finish(process)
    assert process.returncode == 130
    assert rest[-1]["event"] == "stopped" and rest[-1]["waiting"] > 0
    finish(start(root))
    assert catalogs(root) == undisturbed


def test_a_watched_folder(root, undisturbed):
    late = root / "in" / "a13.txt"
    text = late.read_bytes()
    late.unlink()
    process = start(root, "--watch", "--every", "0.1")
    seen = 0
    for line in process.stdout:
        seen += json.loads(line)["event"] == "finished"
        if seen == COUNT - 1 and not late.exists():
            late.write_bytes(text)
        if seen == COUNT:
            process.send_signal(signal.SIGINT)
            break
    finish(process)
    assert process.returncode == 130
    assert catalogs(root) == undisturbed


def test_the_exit_code_tells_of_articles_that_failed(root):
    (root / "in" / "bad.txt").write_text("no Arabic", encoding="utf-8")
    process = start(root)
    events = finish(process)
    assert process.returncode == 1
    assert [one["article"] for one in events[-1]["failures"]] == ["in/bad.txt"]
    assert [event["article"] for event in events if event["event"] == "failed"] == ["in/bad.txt"]


def test_what_is_printed_without_json(root):
    (root / "in" / "bad.txt").write_text("no Arabic", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "l10n_flow", "batch", "in", "--lang", "en", "--no-cache"],
        cwd=root, env={**os.environ, "XDG_DATA_HOME": str(root / "data")}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert f"{COUNT + 1} articles: {COUNT} done now, 0 before, 1 failed" in done.stdout
    assert "failed: in/bad.txt: not an Arabic text" in done.stdout
    assert "units a second" in done.stdout


def test_standard_input_cannot_be_watched(root):
    process = start(root, "--watch", "--manifest", "-")
    _, error = process.communicate(timeout=60)
    assert process.returncode == 2 and "--watch looks again and again" in error
