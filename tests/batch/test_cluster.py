"""The same job on a real Dask scheduler with workers that are processes of their own."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from jobs import catalogs, make_project, write_articles
from test_kill import COUNT, finish, finished, start

pytestmark = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra 'cluster' is not installed")


def dask(held, root, what, *arguments):
    """A Dask process that ends with the test; its log is a file in `root`."""
    log = held.enter_context((root / f"{what}-{time.monotonic_ns()}.log").open("w"))
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{what}", "--scheduler-file", "scheduler.json", *arguments],
        cwd=root, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "XDG_DATA_HOME": str(root / "data")},
    )  # fmt: skip
    held.callback(process.wait)
    held.callback(process.kill)
    return process


def worker(held, root):
    return dask(held, root, "worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(root / "w"))


@pytest.fixture
def cluster(tmp_path):
    """A folder with articles, a scheduler, and what starts a worker."""
    write_articles(make_project(tmp_path).articles, COUNT)
    with ExitStack() as held:
        dask(held, tmp_path, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        end = time.monotonic() + 60
        while not (tmp_path / "scheduler.json").exists() and time.monotonic() < end:
            time.sleep(0.1)
        yield tmp_path, lambda: worker(held, tmp_path)


def local_run(root):
    write_articles(make_project(root).articles, COUNT)
    finish(start(root))
    return catalogs(root)


def test_a_worker_dies_and_the_catalogs_are_those_of_one_machine(cluster, tmp_path_factory):
    root, add = cluster
    workers = [add(), add()]
    process = start(root, "--scheduler", "scheduler.json")
    events = []
    for line in process.stdout:
        events.append(json.loads(line))
        if len(finished(events)) == 2:
            workers[0].send_signal(signal.SIGKILL)
            break
    events += finish(process)
    assert process.returncode in (0, 1)
    assert (events[-1]["event"], events[-1]["done"], events[-1]["failed"]) == ("ended", COUNT, 0)
    assert sorted(finished(events)) == sorted(set(finished(events))), "no article came twice"
    assert {name: data for name, data in catalogs(root).items() if not name.name.startswith(".")} == local_run(
        tmp_path_factory.mktemp("local")
    )
    distributed = pytest.importorskip("distributed")
    with distributed.Client(scheduler_file=str(root / "scheduler.json"), set_as_default=False) as client:
        client.register_plugin(distributed.WorkerPlugin(), name="l10n-flow-of-a-killed-job")
        client.register_plugin(distributed.WorkerPlugin(), name="somebody-else")
    again = start(root, "--scheduler", "scheduler.json")
    assert finish(again)[0]["before"] == COUNT
    with distributed.Client(scheduler_file=str(root / "scheduler.json"), set_as_default=False) as client:
        left = client.run_on_scheduler(lambda dask_scheduler: set(dask_scheduler.worker_plugins))
    assert "somebody-else" in left and not any(name.startswith("l10n-flow-") for name in left)
    logs = [path.read_text() for path in root.glob("worker-*.log")]
    assert len(logs) == 2 and all("Registered to" in log for log in logs)


@pytest.mark.parametrize(
    ("address", "what"), [("missing.json", "no such scheduler file"), ("tcp://127.0.0.1:1", "no Dask scheduler answers")]
)
def test_no_scheduler(tmp_path, address, what):
    write_articles(make_project(tmp_path).articles, 1)
    process = start(tmp_path, "--scheduler", address)
    _, error = process.communicate(timeout=120)
    assert process.returncode == 2 and what in error and "Traceback" not in error, error
