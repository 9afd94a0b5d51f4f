"""The page as an application: who may use it, and that no text becomes markup."""

import re

import pytest
from reviewing import change, entry, many, remember
from starlette.testclient import TestClient

from l10n_flow.review.app import make_app

TOKEN, PORT = "t0ken", 8123
BASE = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def app(store):
    return make_app(store, token=TOKEN, port=PORT)


@pytest.fixture
def stranger(app):
    return TestClient(app, base_url=BASE)


@pytest.fixture
def browser(stranger):
    stranger.get(f"/?token={TOKEN}")
    return stranger


def fields(page, at=0):
    """The hidden fields and the address of one unit's form."""
    place = re.findall(r'hx-post="(/a/[^"]+)"', page)[at]
    csrf = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
    seen = re.findall(r'data-seen="([^"]+)"', page)[at]
    return place, {"csrf": csrf, "seen": seen, "typed": "0", "text": ""}


def test_the_token_becomes_a_cookie(stranger):
    assert stranger.get("/").status_code == 403
    assert stranger.get("/static/review.css").status_code == 403
    assert stranger.get("/?token=wrong").status_code == 403
    answer = stranger.get(f"/?token={TOKEN}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    page = stranger.get("/")
    assert page.status_code == 200
    assert TOKEN not in page.text


def test_headers_of_every_answer(browser):
    for place in ("/", "/a/a/tr", "/static/review.js", "/nowhere"):
        headers = browser.get(place).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(browser):
    for place in ("/", "/a/a/tr", "/glossary"):
        page = browser.get(place).text
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
        assert not re.findall(r"<style|\sstyle=|\son\w+=|<script(?! src=)", page)


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1"])
def test_other_host_names_are_refused(browser, host):
    assert browser.get("/", headers={"host": host}).status_code == 421
    assert browser.get(f"/?token={TOKEN}", headers={"host": host}).status_code == 421


def test_a_post_needs_its_csrf_token_and_origin(browser, path):
    place, form = fields(browser.get("/a/a/tr").text)
    before = path.read_bytes()
    for wrong in ({}, {"csrf": ""}, {"csrf": "x"}, {"csrf": "ü"}):
        assert browser.post(place, data={k: v for k, v in form.items() if k != "csrf"} | wrong).status_code == 403
        assert browser.post("/undo", data=wrong).status_code == 403
    assert browser.post(place, data=form | {"action": "accept"}, headers={"origin": "http://evil.example"}).status_code == 403
    assert browser.post(place, data=form | {"action": "delete"}).status_code == 400
    assert browser.post(place, data=form | {"text": "x" * 1_100_000, "action": "edit"}).status_code == 413
    assert path.read_bytes() == before
    assert browser.post(place, data=form | {"action": "accept"}, headers={"origin": BASE}).status_code == 200
    assert entry(path, 0).flags == []


def test_texts_are_escaped(browser, path):
    change(path, 2, msgstr='</textarea><script>alert(1)</script><img src=x onerror="x">')
    page = browser.get("/a/a/tr").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'value="&lt;b&gt;&#34;"' in browser.get("/a/a/tr", params={"q": '<b>"'}).text


def test_save_conflict_and_undo(browser, path):
    place, form = fields(browser.get("/a/a/tr").text, 2)
    done = browser.post(place, data=form | {"action": "edit", "typed": "1", "text": "Başkan Ankara'ya geldi."})
    assert done.status_code == 200
    assert "Edited draft" in done.text
    assert 'id="count-findings" class="count" hx-swap-oob="true"' in done.text
    late = browser.post(place, data=form | {"action": "edit", "typed": "1", "text": "Geç kalan <b>"})
    assert late.status_code == 409
    assert "Başkan Ankara&#39;ya geldi." in late.text
    assert "Geç kalan &lt;b&gt;" in late.text
    assert entry(path, 2).msgstr == "Başkan Ankara'ya geldi."
    unit = place.rsplit("/", 1)[1]
    undone = browser.post("/undo", data={"csrf": form["csrf"], "page": "a/tr", "here": unit})
    assert undone.headers["hx-retarget"] == f"#u-{unit}"
    assert entry(path, 2).msgstr == "Başkan Angora'ya geldi."
    assert browser.post("/undo", data={"csrf": form["csrf"]}).status_code == 422


def test_undo_from_another_page_goes_there(browser):
    place, form = fields(browser.get("/a/a/tr").text)
    browser.post(place, data=form | {"action": "accept"})
    unit = place.rsplit("/", 1)[1]
    answer = browser.post("/undo", data={"csrf": form["csrf"], "page": "a/kk", "here": unit})
    assert answer.headers["hx-redirect"] == f"/a/a/tr?at={unit}#u-{unit}"


def test_undo_of_a_unit_that_the_page_does_not_show_goes_there(browser):
    place, form = fields(browser.get("/a/a/tr").text)
    browser.post(place, data=form | {"action": "accept"})
    answer = browser.post("/undo", data={"csrf": form["csrf"], "page": "a/tr", "here": ""})
    assert "hx-retarget" not in answer.headers
    assert "?at=" in answer.headers["hx-redirect"]


def test_two_browsers_have_their_own_undo(app):
    one, two = TestClient(app, base_url=BASE), TestClient(app, base_url=BASE)
    for client in (one, two):
        client.get(f"/?token={TOKEN}")
    place, form = fields(one.get("/a/a/tr").text)
    one.post(place, data=form | {"action": "accept"})
    csrf = fields(two.get("/a/a/tr").text)[1]["csrf"]
    assert csrf != form["csrf"]
    assert two.post("/undo", data={"csrf": csrf}).status_code == 422
    assert two.post("/undo", data={"csrf": form["csrf"]}).status_code == 403


def test_filters_and_search(browser, path):
    change(path, 0, flags=[])

    def ids(**query):
        return len(re.findall(r'<article class="unit', browser.get("/a/a/tr", params=query).text))

    assert [ids(show=one) for one in ("all", "open", "draft", "reviewed", "flagged", "nonsense")] == [5, 4, 4, 1, 0, 5]
    assert ids(show="findings") == 1
    assert ids(q="انقرة") == 2
    assert ids(q="TİCARET") == 1
    assert "No unit is like this" in browser.get("/a/a/tr", params={"q": "yok"}).text


def test_pieces_pages_and_errors(browser, path, project):
    assert "kazakhstan" not in browser.get("/").text
    page = browser.get("/a/a/kk").text
    assert 'lang="kk"' in page
    assert '<h2 class="words" lang="kk"' in page
    unit = re.search(r'data-id="(\w+)"', page).group(1)
    assert browser.get(f"/a/a/kk/{unit}").text.count("<article") == 1
    assert unit in browser.get("/a/a/kk/seen").json()
    assert browser.get("/a/a/kk/0000").status_code == 422
    assert browser.get("/a/..%2f..%2fetc/tr").status_code in (404, 422)
    assert browser.get("/a/b/tr").status_code == 422
    path.write_text("broken", encoding="utf-8")
    assert "no PO syntax" in browser.get("/").text
    assert "no PO syntax" in browser.get("/a/a/tr").text
    assert browser.get("/a/a/kk").status_code == 200


@pytest.mark.parametrize("place", ["/?page=" + "9" * 5000, "/?page=٣", "/glossary?against=%00"])
def test_odd_addresses_are_no_errors_of_the_program(browser, place):
    assert browser.get(place).status_code == 200


def test_the_glossary_page(browser, project):
    import subprocess

    assert "git does not give this version" in browser.get("/glossary").text
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init"], ["add", "."], ["commit", "-m", "x"]):
        subprocess.run(["git", *who, *command], cwd=project.root, check=True, capture_output=True)
    assert "No term differs." in browser.get("/glossary").text
    text = project.glossary.read_text(encoding="utf-8").replace("tr: Kazakistan", "tr: Kazak Eli")
    project.glossary.write_text(text, encoding="utf-8")
    page = browser.get("/glossary").text
    assert '<span class="change target">target</span>' in page
    assert "<del>Kazakistan</del><ins>Kazak Eli</ins> ve Ankara" in page
    where = re.search(r'href="(/a/a/tr\?at=\w+)#u-\w+">line', page).group(1)
    assert f'data-id="{where.partition("=")[2]}"' in browser.get(where).text
    for command in (["add", "."], ["commit", "-m", "other name"]):
        subprocess.run(["git", *who, *command], cwd=project.root, check=True, capture_output=True)
    page = browser.get("/glossary").text
    assert "No term differs." in page
    before = re.search(r'<option value="(\w+~1)">before [\d-]+ other name', page).group(1)
    assert "<ins>Kazak Eli</ins>" in browser.get("/glossary", params={"against": before}).text


def test_matches_of_the_memory(browser, project, path, store):
    unit = store.units("a", "tr")[2]
    assert 'class="memory"' not in browser.get("/a/a/tr").text, "there is no memory to ask"
    remember(project)
    assert f'hx-get="/a/a/tr/{unit.id}/memory"' in browser.get("/a/a/tr").text
    piece = browser.get(f"/a/a/tr/{unit.id}/memory").text
    assert re.findall(r'class="match band-([\d-]+)"', piece) == ["95-99", "50-74"]
    assert re.findall(r"<b>(\d+)</b><span>([^<]*)</span>", piece)[0] == ("99", "95–99")
    assert "Başkan Ankara&#39;ya vardı." in piece, "the name is exchanged, with its suffix"
    assert "<del>باكو</del><ins>أنقرة</ins>" in piece
    assert "locales/tr/LC_MESSAGES/b.po:12" in piece
    assert "Ayşe Yılmaz" in piece
    assert "ayse@example.org" not in piece
    assert piece.index("distant match") < piece.index("Bakan dün")
    assert browser.get(f"/a/a/tr/{store.units('a', 'tr')[1].id}/memory").text.strip() == ""
    project.memory.write_bytes(b"no database" * 1000)
    damaged = browser.get(f"/a/a/tr/{unit.id}/memory")
    assert damaged.status_code == 200
    assert 'class="broken"' in damaged.text
    assert browser.get("/a/a/tr").status_code == 200


def test_an_entry_is_no_match_of_itself_but_what_it_was_is(browser, project, path, store):
    from datetime import UTC, datetime

    from l10n_flow.learning import learnable
    from l10n_flow.memory import Memory

    change(path, 2, flags=[])
    with Memory(project.memory, create=True) as memory:
        memory.learn(learnable([(path, "tr")], project, now=datetime.now(UTC)))
    unit = store.units("a", "tr")[2]
    assert browser.get(f"/a/a/tr/{unit.id}/memory").text.strip() == ""
    change(path, 2, msgstr="Başkan geldi.")
    piece = browser.get(f"/a/a/tr/{unit.id}/memory").text
    assert "this entry as it was learned" in piece
    assert "<b>101</b><span>context</span>" in piece
    assert "Başkan Angora&#39;ya geldi." in piece


def test_a_long_catalog_comes_in_pages(browser, project, path, store):
    many(project, 230)
    page = browser.get("/a/a/tr").text
    assert page.count("<article") == 100
    assert "1 to 100 of 230" in page
    assert 'hx-get="/a/a/tr/findings" hx-trigger="load"' in page, "not all are looked at yet"
    rows = store.open("a", "tr").rows
    assert re.search(r'rel="next" href="/a/a/tr\?at=(\w+)#', page).group(1) == rows[100].id
    last = browser.get("/a/a/tr", params={"at": rows[229].id}).text
    assert "201 to 230 of 230" in last
    assert last.count("<article") == 30
    assert f'rel="prev" href="/a/a/tr?at={rows[199].id}#u-{rows[199].id}"' in last
    number = re.search(r'id="count-findings" class="count">(\d+)<', browser.get("/a/a/tr/findings").text).group(1)
    assert f'id="count-findings" class="count">{number}<' in browser.get("/a/a/tr").text
    found = browser.get("/a/a/tr", params={"q": "22", "at": "nothing"}).text
    assert found.count("<article") == 12, "22, 122 and 220 to 229"
    assert 'class="pager"' not in found
    change(path, 5, flags=[])
    for after, wanted in ((4, 6), (199, 200), (229, 0)):
        answer = browser.get("/a/a/tr", params={"todo": rows[after].id}, follow_redirects=False)
        assert answer.headers["location"] == f"/a/a/tr?at={rows[wanted].id}#u-{rows[wanted].id}"


def test_many_articles_come_in_pages(browser, project, path):
    import shutil

    for at in range(120):
        shutil.copy(path, path.with_name(f"story-{at:03}.po"))
    page = browser.get("/").text
    assert "page 1 of 2, 121 articles" in page
    assert "story-119" not in page
    assert "story-119" in browser.get("/", params={"page": "2"}).text
    assert browser.get("/", params={"page": "99"}).text == browser.get("/", params={"page": "2"}).text
    found = browser.get("/", params={"q": "STORY-11"}).text
    assert len(re.findall(r'<div class="about">', found)) == 10
    assert "No article has this name" in browser.get("/", params={"q": "nothing"}).text


def test_two_texts_for_one_source_is_a_finding(browser, path):
    change(path, 3, msgid="زيارة رسمية كبيرة جدا", msgstr="Resmî ziyaret")
    change(path, 4, msgid="زيارةٌ رسميّة كبيرة جدا", msgstr="Büyük gezi")
    assert "the same source is translated otherwise elsewhere" in browser.get("/a/a/tr").text
