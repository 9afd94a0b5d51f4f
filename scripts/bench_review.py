"""Measure the review page with a large catalog: what a reviewer waits for, at the server and in Chromium.

    python scripts/bench_review.py                    # 5,000 entries of corpus/, with the project's glossary
    python scripts/bench_review.py --entries 20000

"First" is the first time, with nothing in memory; the other figures are the median and the longest of `--runs`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from l10n_flow import lang
from l10n_flow.catalog import catalog_path, update_catalog
from l10n_flow.learning import learnable
from l10n_flow.memory import Memory
from l10n_flow.model import Message
from l10n_flow.project import Project, load_project
from l10n_flow.review.serve import listen, make_server
from l10n_flow.review.store import Store

ROOT = Path(__file__).parent.parent
NAME = "Bench <bench@example.org>"
PLACE = "/a/big/tr"


def make_project(folder: Path, entries: int) -> Path:
    """A project with one large article, its Turkish half reviewed and learned; returns the catalog's path."""
    shutil.copy(ROOT / "glossary.yaml", folder)
    rows: dict[str, str] = {}
    for table in sorted((ROOT / "corpus").glob("*.tsv")):
        for line in table.read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) == 5 and all(cells):
                rows.setdefault(cells[1], cells[3])
    chosen = list(rows.items())[:entries]
    messages = [
        Message(text, references=(("articles/big.txt", at),), comments=("role: paragraph",), draft=draft, signature="0123abcd")
        for at, (text, draft) in enumerate(chosen, 1)
    ]  # fmt: skip
    path = catalog_path(folder / "locales", "tr", "big")
    update_catalog(
        path, messages, language="tr", plural_forms=lang.get("tr").plural_forms, project="big 1", now=datetime.now(UTC)
    )
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    half = len(blocks) // 2
    blocks[1:half] = [block.replace("#, fuzzy\n", "") for block in blocks[1:half]]
    path.write_text("\n\n".join(blocks), encoding="utf-8")
    return path


def timed(name: str, work: Callable[[], Any], runs: int) -> None:
    wall, used = [], []
    for _ in range(runs + 1):
        begin, cpu = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - begin)
        used.append(time.process_time() - cpu)
    times = (wall[0], used[0], statistics.median(wall[1:]), statistics.median(used[1:]), max(wall[1:]))
    print(f"| {name} | {' | '.join(f'{one:.2f} s' for one in times)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_project(folder, options.entries)
        project = load_project(folder)
        with Memory(project.memory, create=True) as memory:
            memory.learn(learnable([(path, "tr")], project, now=datetime.now(UTC)))
        print(f"{options.entries} entries, {path.stat().st_size / 1e6:.1f} MB of PO\n")
        bench(project, options.runs)


def bench(project: Project, runs: int) -> None:
    with listen(0) as listener:
        server, address = make_server(Store(project, reviewer=NAME), listener)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        print("| what | first | CPU | median | CPU | longest |\n| --- | --- | --- | --- | --- | --- |")
        try:
            bench_server(address, runs)
            bench_browser(address, runs)
        finally:
            server.should_exit = True
            thread.join()


def bench_server(address: str, runs: int) -> None:
    """Requests without a browser; client and server are one process, whose CPU seconds are shown."""
    with httpx2.Client(base_url=address.split("/?")[0], follow_redirects=True, timeout=600) as client:
        client.get(address)
        timed("the article's page", lambda: client.get(PLACE), runs)
        page = client.get(PLACE).text
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        assert found is not None
        csrf = found.group(1)
        units = iter(re.findall(r'data-id="(\w+)" data-seen="(\w+)"', page))

        def save() -> None:
            unit, seen = next(units)
            form = {"csrf": csrf, "seen": seen, "typed": "1", "text": f"Kaydedilen metin {unit}", "action": "edit"}
            assert client.post(f"{PLACE}/{unit}", data=form).status_code == 200

        timed("save one entry", save, runs)
        timed("undo", lambda: client.post("/undo", data={"csrf": csrf, "page": "big/tr"}), min(runs, 3))
        timed("matches of the memory", lambda: client.get(f"{PLACE}/{next(units)[0]}/memory"), runs)
        timed("search", lambda: client.get(PLACE, params={"q": "anlaşma"}), runs)
        timed("filter by findings", lambda: client.get(PLACE, params={"show": "findings"}), runs)
        timed("list of articles", lambda: client.get("/"), runs)
        timed("what changed elsewhere", lambda: client.get(f"{PLACE}/seen"), runs)
        print(f"\nThe page is {len(page) / 1000:.0f} kB with {page.count('<article')} units.")


def bench_browser(address: str, runs: int) -> None:
    """The same in Chromium, until it is drawn; its own CPU seconds are not shown."""
    binary = shutil.which("chromium")
    if binary is None:
        print("Chromium is missing: nothing was measured in a browser.")
        return
    from playwright.sync_api import sync_playwright

    print("\n| in Chromium | first | CPU | median | CPU | longest |\n| --- | --- | --- | --- | --- | --- |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(address)
        timed("open the article", lambda: page.goto(address.split("/?")[0] + PLACE, wait_until="load"), runs)

        def accept() -> None:
            page.keyboard.press("n")
            unit = page.locator(".unit.current").get_attribute("id")
            page.keyboard.press("a")
            page.wait_for_selector(f"#{unit}[data-standing=reviewed]")

        page.locator("#filters").get_by_text("To do").click()
        page.wait_for_url("**show=open**")
        timed("accept by key", accept, runs)
        browser.close()


if __name__ == "__main__":
    main()
