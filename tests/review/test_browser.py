"""The page in a real Chromium: keys, saving, filters, languages, conflicts, and what axe-core says of it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from reviewing import REVIEWER, change, entry, many, remember

from l10n_flow.review.serve import listen, make_server

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("/usr/bin/chromium", "chromium"))), None)
AXE = ROOT / ".test-tools" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: the review page is not tried in a browser")


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(store):
    """The address of the page, served in a thread."""
    with listen(0) as listener:
        server, found = make_server(store, listener)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield found
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def visit(chromium, address):
    """Open a page in a browser of its own; nothing may fail or come from elsewhere there."""
    problems, contexts = [], []

    def run(place="/a/a/tr", *, expected="409", **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" and expected not in m.text else None)
        page.on("request", lambda r: problems.append(r.url) if not r.url.startswith("http://127.0.0.1:") else None)
        page.goto(address)
        page.goto(address.split("/?")[0] + place)
        return page

    yield run
    for context in contexts:
        context.close()
    assert problems == []


def unit(page, at):
    return page.locator("#units > .unit").nth(at)


def until(true):
    """Wait for something that is not on the page, such as a file."""
    for _ in range(100):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def test_the_command_shows_an_address_that_opens(project, chromium):
    command = [sys.executable, "-m", "l10n_flow", "review", "--no-browser", "--name", REVIEWER]
    with subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, text=True, env=os.environ) as server:
        line = server.stdout.readline()
        assert line.startswith(f"{REVIEWER} reviews at http://127.0.0.1:"), line
        context = chromium.new_context()
        page = context.new_page()
        page.goto(line.split()[-1])
        assert page.get_by_role("heading", name="Articles").is_visible()
        assert "token" not in page.url
        context.close()
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)


def test_accept_edit_flag_undo_by_keys(visit, path):
    from playwright.sync_api import expect

    page = visit()
    expect(unit(page, 0)).to_have_class("unit draft role-headline current")
    page.keyboard.press("a")
    expect(unit(page, 0)).to_have_attribute("data-standing", "reviewed")
    expect(unit(page, 1)).to_contain_class("current")
    assert entry(path, 0).flags == []
    page.keyboard.press("n")
    expect(unit(page, 2)).to_contain_class("current")
    page.keyboard.press("e")
    area = unit(page, 2).locator("textarea")
    expect(area).to_be_focused()
    area.fill("Başkan Ankara'ya geldi.")
    page.keyboard.press("Control+s")
    expect(unit(page, 2).locator(".state")).to_have_text("Edited draft")
    assert (entry(path, 2).msgstr, entry(path, 2).flags) == ("Başkan Ankara'ya geldi.", ["fuzzy"])
    page.keyboard.press("d")
    expect(unit(page, 2).locator(".changes del")).to_have_text("Angora'ya")
    page.keyboard.press("f")
    expect(unit(page, 2).locator(".state")).to_have_text("Flagged")
    expect(page.locator("#undo")).to_have_text("Undo 3")
    page.keyboard.press("e")
    page.keyboard.type(" Sabah.")
    page.keyboard.press("Control+Enter")
    expect(unit(page, 2)).to_have_attribute("data-standing", "reviewed")
    expect(unit(page, 3)).to_contain_class("current")
    assert entry(path, 2).msgstr == "Başkan Ankara'ya geldi. Sabah."
    for standing, text in (("flagged", "geldi."), ("draft", "Ankara'ya geldi."), ("draft", "Angora'ya geldi.")):
        page.keyboard.press("u")
        expect(unit(page, 2)).to_have_attribute("data-standing", standing)
        expect(unit(page, 2).locator(".words").last).to_contain_text(text)
    expect(page.locator("#progress")).to_have_text("1 of 5 reviewed")
    page.keyboard.press("u")
    expect(page.locator("#undo")).to_be_disabled()
    assert entry(path, 0).flags == ["fuzzy"]


def test_buttons_search_filters_and_languages(visit, path):
    from playwright.sync_api import expect

    page = visit()
    unit(page, 1).get_by_role("button", name="Accept").click()
    expect(page.locator("#count-reviewed")).to_have_text("1")
    page.locator("#filters").get_by_text("Reviewed").click()
    expect(page.locator("#units > .unit")).to_have_count(1)
    assert "show=reviewed" in page.url
    page.locator("#filters").get_by_text("All").click()
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").fill("انقرة")
    expect(page.locator("#units > .unit")).to_have_count(2)
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#units > .unit")).to_have_count(5)
    unit(page, 3).locator(".words").first.click()
    page.keyboard.press("3")
    expect(page.locator("h1 ~ nav [aria-current]")).to_have_text("Қазақша")
    expect(unit(page, 3)).to_contain_class("current")
    expect(unit(page, 3).locator(".words").last).to_have_text("Сауда 5 миллиард болды.")


def test_names_are_explained_on_hover(visit):
    from playwright.sync_api import expect

    page = visit()
    unit(page, 0).locator(".source .hit").last.hover()
    expect(page.locator("#tip")).to_contain_text("Ankara")
    expect(unit(page, 0).locator(".hit.pair")).to_have_count(2)
    page.mouse.move(5, 5)
    expect(page.locator("#tip")).to_be_hidden()


def test_a_conflict_shows_both_texts_and_loses_none(visit, path):
    from playwright.sync_api import expect

    page = visit()
    unit(page, 2).get_by_role("button", name="Edit").click()
    unit(page, 2).locator("textarea").fill("Benim metnim")
    change(path, 2, msgstr="Poedit'in metni")
    unit(page, 2).get_by_role("button", name="Save and accept").click()
    expect(unit(page, 2)).to_contain_text("Nothing was overwritten")
    expect(unit(page, 2)).to_contain_text("Poedit'in metni")
    expect(unit(page, 2).locator("textarea")).to_have_value("Benim metnim")
    assert entry(path, 2).msgstr == "Poedit'in metni"
    unit(page, 2).get_by_role("button", name="Save mine as draft").click()
    expect(unit(page, 2).locator(".state")).to_have_text("Edited draft")
    assert entry(path, 2).msgstr == "Benim metnim"


def test_what_others_changed_is_shown_when_the_page_is_looked_at(visit, path):
    from playwright.sync_api import expect

    page = visit()
    unit(page, 3).get_by_role("button", name="Edit").click()
    unit(page, 3).locator("textarea").fill("yarım kalan")
    change(path, 0, msgstr="Başka yerde yazıldı")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(unit(page, 0)).to_contain_text("Başka yerde yazıldı")
    expect(page.locator("#toast")).to_have_text("A unit was changed elsewhere.")
    expect(unit(page, 3).locator("textarea")).to_have_value("yarım kalan")


def test_a_broken_file_keeps_the_text_in_the_editor(visit, path):
    from playwright.sync_api import expect

    page = visit(expected="422")
    unit(page, 2).get_by_role("button", name="Edit").click()
    unit(page, 2).locator("textarea").fill("bu kaybolmaz")
    whole = path.read_bytes()
    path.write_bytes(whole + b"\n<<<<<<< HEAD\n")
    unit(page, 2).get_by_role("button", name="Save draft").click()
    expect(page.locator("#toast")).to_contain_text("merge conflict")
    expect(unit(page, 2).locator("textarea")).to_have_value("bu kaybolmaz")
    path.write_bytes(whole)
    unit(page, 2).get_by_role("button", name="Save draft").click()
    until(lambda: entry(path, 2).msgstr == "bu kaybolmaz")


def test_matches_of_the_memory_by_keys(visit, project, path):
    from playwright.sync_api import expect

    remember(project)
    page = visit()
    unit(page, 2).locator(".words").first.click()
    matches = unit(page, 2).locator(".memory .match")
    expect(matches.first.locator(".score")).to_have_text("99" + "95–99")
    expect(matches.first.locator(".words")).to_have_text("Başkan Ankara'ya vardı.")
    expect(matches.first.locator(".diff del").first).to_have_text("باكو")
    expect(matches.first.locator(".from")).to_contain_text("باكو → أنقرة")
    expect(unit(page, 2).locator(".memory details summary")).to_have_text("1 distant match")
    expect(unit(page, 0).locator(".memory")).to_be_hidden()
    page.keyboard.press("m")
    area = unit(page, 2).locator("textarea")
    expect(area).to_have_value("Başkan Ankara'ya vardı.")
    page.keyboard.press("Alt+2")
    expect(area).to_have_value("Bakan dün ülkesine vardı.")
    page.keyboard.press("Control+z")
    expect(area).to_have_value("Başkan Ankara'ya vardı.")
    page.keyboard.press("Control+Enter")
    expect(unit(page, 2)).to_have_attribute("data-standing", "reviewed")
    assert (entry(path, 2).msgstr, entry(path, 2).flags) == ("Başkan Ankara'ya vardı.", [])


def test_keys_go_on_to_the_next_page(visit, project, path):
    from playwright.sync_api import expect

    many(project, 230)
    page = visit()
    expect(page.locator("#units > .unit")).to_have_count(100)
    expect(page.locator("#count-findings")).not_to_have_text("…")
    page.locator(".pager [rel=next]").click()
    expect(page.locator(".pager")).to_contain_text("101 to 200 of 230")
    expect(unit(page, 0)).to_contain_class("current")
    page.keyboard.press("k")
    expect(page.locator(".pager")).to_contain_text("1 to 100 of 230")
    expect(unit(page, 99)).to_contain_class("current")
    page.keyboard.press("a")
    expect(page.locator(".pager")).to_contain_text("101 to 200 of 230")
    expect(unit(page, 0)).to_contain_class("current")
    page.keyboard.press("u")
    expect(page.locator(".pager")).to_contain_text("1 to 100 of 230")
    expect(unit(page, 99)).to_have_attribute("data-standing", "draft")
    assert entry(path, 99).flags == ["fuzzy"]


LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is missing: run scripts/install-test-tools.sh")
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious(visit, project, path, look):
    from playwright.sync_api import expect

    change(path, 0, flags=[])
    change(path, 1, tcomment="flagged: X", previous_msgid="زيارة", comment="role: heading\nproposed: Gezi\nname: x = y")
    change(path, 3, msgstr="")
    remember(project)
    page = visit(reduced_motion="reduce", **LOOKS[look])
    assert problems(page) == []
    unit(page, 2).locator(".words").first.click()
    expect(unit(page, 2).locator(".memory .match").first).to_be_visible()
    assert problems(page) == []
    unit(page, 4).get_by_role("button", name="Edit").click()
    unit(page, 2).get_by_role("button", name="Edit").click()
    unit(page, 2).locator("textarea").fill("Benim metnim")
    change(path, 2, msgstr="Onların metni")
    unit(page, 2).get_by_role("button", name="Save draft").click()
    expect(unit(page, 2)).to_contain_text("Nothing was overwritten")
    for part in page.locator("details").all():
        part.evaluate("part => part.open = true")
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it does not scroll sideways"
    page.evaluate("document.querySelector('#keys').showModal()")
    assert problems(page) == []
    other = visit("/", **LOOKS[look])
    assert problems(other) == []
    other.get_by_role("link", name="Glossary changes").click()
    assert problems(other) == []


SHOTS = ROOT / "screenshots"  # not in git


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_fits_its_window(visit, project, path, look):
    """Also takes the screenshots that a person looks at."""
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init"], ["add", "."], ["commit", "-m", "x"]):
        subprocess.run(["git", *who, *command], cwd=project.root, check=True, capture_output=True)
    text = project.glossary.read_text(encoding="utf-8").replace("tr: Kazakistan", "tr: Kazak Eli")
    project.glossary.write_text(text, encoding="utf-8")
    change(path, 0, flags=[])
    remember(project)
    SHOTS.mkdir(exist_ok=True)
    page = visit("/", reduced_motion="reduce", **LOOKS[look])
    base = page.url.rstrip("/")
    for name, place in {"articles": "/", "en": "/a/a/en", "tr": "/a/a/tr", "kk": "/a/a/kk", "glossary": "/glossary"}.items():
        page.goto(base + place)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
        if name == "glossary":
            assert page.locator(".affected .words").first.bounding_box()["width"] > 300
        if place.startswith("/a/"):
            source, target = unit(page, 2).locator(".source"), unit(page, 2).locator(".target")
            assert source.evaluate("part => getComputedStyle(part).direction") == "rtl"
            left, right = source.bounding_box(), target.bounding_box()
            if "phone" in look:
                assert left["y"] + left["height"] <= right["y"], "one below the other"
            else:
                assert left["x"] + left["width"] <= right["x"], "side by side"
        page.screenshot(path=SHOTS / f"{look}-{name}.png", full_page=True)


def problems(page):
    """What axe-core calls serious or critical, one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")]
