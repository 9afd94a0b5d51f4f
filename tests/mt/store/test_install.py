"""Installing, replacing and removing: whole or not at all, whatever happens."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from l10n_flow.model import L10nError
from l10n_flow.mt.packages import RECORD, read_package, write_argosmodel
from l10n_flow.mt.store.digests import changes
from l10n_flow.mt.store.examine import examine, wheel_digests
from l10n_flow.mt.store.folder import Folder
from l10n_flow.mt.store.install import install, remove
from l10n_flow.mt.store.offers import Got, Offer, choose, parse_pair
from l10n_flow.mt.store.removal import to_remove


def put(path, home, **options):
    return install(Got(path, str(path)), home, **options)


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_is_installed_is_what_was_packed(archives, folder, tmp_path):
    done = put(archives["ar_en"], tmp_path / "home")
    assert (done.package.name, done.package.version, done.replaced) == ("translate-ar_en-1_0", "1.0", ())
    assert changes(done.package.path) == []
    there = contents(done.package.path)
    record = json.loads(there.pop(RECORD))
    assert there == contents(folder / "ar_en")
    assert record["sha256"] == done.sha256
    assert not list(tmp_path.glob(".home*")), "no workplace is left"


def test_an_upgrade_takes_the_place_of_the_old_one(archives, versioned, tmp_path):
    home = tmp_path / "home"
    put(archives["ar_en"], home)
    put(archives["en_tr"], home)
    done = put(versioned("ar_en", "1.1"), home)
    assert done.replaced == ("translate-ar_en-1_0",)
    assert sorted(path.name for path in home.iterdir()) == ["translate-ar_en-1_1", "translate-en_tr-1_0"]
    again = put(versioned("ar_en", "1.2"), home, pair=("ar", "en"))
    assert again.package.version == "1.2"
    same = put(tmp_path / "versioned" / "translate-ar_en-1_2.argosmodel", home)
    assert same.replaced == ("translate-ar_en-1_2",)
    assert same.package.digest == again.package.digest


def damaged(kind, folder, tmp_path):
    """A package file whose zip is fine and whose content is not."""
    made = tmp_path / "damaged" / "ar_en"
    shutil.copytree(folder / "ar_en", made)
    model = made / "model" / "model.bin"
    if kind == "weights":
        model.write_bytes(model.read_bytes()[:-500])
    elif kind == "no weights":
        model.unlink()
    elif kind == "tokenizer":
        (made / "sentencepiece.model").write_bytes(b"no model")
    elif kind == "tag":
        raw = json.loads((made / "metadata.json").read_text()) | {"target_prefix": "<2xx>"}
        (made / "metadata.json").write_text(json.dumps(raw))
    elif kind == "kind":
        (made / "metadata.json").write_text('{"type": "sbd"}')
    out = tmp_path / f"{kind}.argosmodel"
    shutil.make_archive(str(out.with_suffix("")), "zip", made.parent, "ar_en")
    return out.with_suffix(".zip").rename(out)


@pytest.mark.parametrize(
    ("kind", "match"),
    [
        ("weights", "does not run"), ("no weights", "incomplete package"), ("tokenizer", "does not run"),
        ("tag", "does not know its own tags: <2xx>"), ("kind", "does not translate"),
    ],
)  # fmt: skip
def test_a_package_that_does_not_work_leaves_the_old_one(kind, match, archives, folder, tmp_path):
    home = tmp_path / "home"
    put(archives["ar_en"], home)
    before = contents(home)
    path = damaged(kind, folder, tmp_path)
    with pytest.raises(L10nError, match=match) as caught:
        put(path, home)
    assert caught.value.where == str(path)
    assert contents(home) == before
    assert not list(tmp_path.glob(".home*"))


def test_another_pair_than_was_wanted_is_refused(archives, tmp_path):
    with pytest.raises(L10nError, match="wrong package: it translates en_tr, not ar_en"):
        put(archives["en_tr"], tmp_path / "home", pair=("ar", "en"))
    assert list((tmp_path / "home").iterdir()) == []


def test_a_folder_of_another_pair_is_not_replaced(archives, folder, tmp_path):
    home = tmp_path / "home"
    put(archives["en_tr"], home)
    before = contents(home)
    shutil.copytree(folder / "ar_en", tmp_path / "x" / "translate-en_tr-1_0")
    path = Path(shutil.make_archive(str(tmp_path / "x"), "zip", tmp_path / "x"))
    with pytest.raises(L10nError, match=r"translate-en_tr-1_0 is that of another package \(en_tr\)"):
        put(path, home)
    assert contents(home) == before
    (home / "translate-en_tr-1_0" / "metadata.json").write_text("{")
    assert put(path, home).package.pair == "ar_en", "a broken one may be replaced"


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from l10n_flow.mt.store import install as module
    from l10n_flow.mt.store.offers import Got

    def kill(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    if sys.argv[3] == "probe":
        module.probe = kill
    else:
        real = Path.rename
        Path.rename = lambda self, to: kill() if self.parent.name == "new" else real(self, to)
    module.install(Got(Path(sys.argv[1]), "x"), Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("where", ["probe", "rename"])
def test_killed_in_the_middle_the_old_one_is_there_again(where, archives, tmp_path):
    home = tmp_path / "home"
    put(archives["ar_en"], home)
    put(archives["en_tr"], home)
    before = contents(home)
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(archives["ar_en"]), str(home), where]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert len(list(tmp_path.glob(".home.l10n-flow-*"))) == 1
    if where == "probe":
        assert contents(home) == before
    remove([home / "translate-en_tr-1_0"])  # the next change puts it in order
    kept = {name: data for name, data in before.items() if name.startswith("translate-ar_en")}
    assert contents(home) == kept
    assert not list(tmp_path.glob(".home*"))


def test_where_nothing_beside_it_can_be_written(archives, tmp_path, monkeypatch):
    """Then the work is done in the folder itself, under a name that no package has."""
    from l10n_flow.mt.store import install as module

    real = module.tempfile.mkdtemp

    def refuse(prefix, dir):
        if dir == tmp_path.resolve():
            raise PermissionError(13, "no")
        return real(prefix=prefix, dir=dir)

    monkeypatch.setattr(module.tempfile, "mkdtemp", refuse)
    put(archives["ar_en"], tmp_path / "home")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["translate-ar_en-1_0"]
    (tmp_path / "file").write_text("")
    with pytest.raises(L10nError, match=r"cannot be changed.*\n.*--into"):
        put(archives["ar_en"], tmp_path / "file" / "home")


def test_removing_a_link_leaves_what_it_leads_to(folder, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "ar_en").symlink_to(folder / "ar_en")
    remove([tmp_path / "home" / "ar_en"])
    assert list((tmp_path / "home").iterdir()) == []
    assert read_package(folder / "ar_en") is not None


def test_what_is_meant_by_a_word_to_remove(packages, folder, tmp_path):
    folders = [package.path for package in packages]
    assert to_remove(["ar_en", "translate-en_tr"], packages, folders) == [folder / "ar_en", folder / "en_tr"]
    broken = tmp_path / "broken"
    assert to_remove(["broken"], packages, [*folders, broken]) == [broken]
    with pytest.raises(L10nError, match=r"no such package.*\n.*ar_en, en_kk, en_tr"):
        to_remove(["ar_tr"], packages, folders)
    with pytest.raises(L10nError, match="several packages"):
        to_remove(["translate-ar_en"], [packages[0], packages[0]], folders)


@pytest.mark.parametrize(
    ("text", "pair"),
    [("ar_en", ("ar", "en")), ("translate-en_tr", ("en", "tr")), ("zh-Hant_kk", ("zh-Hant", "kk")), ("ar-en", None), ("x", None), ("a/b_en", None)],
)  # fmt: skip
def test_pairs(text, pair):
    assert parse_pair(text) == pair


def test_the_newest_version_is_chosen_by_number():
    offers = [Offer("ar", "en", version) for version in ("1.9", "1.10", "1.2", "odd", "")]
    assert choose(offers, "ar", "en", where="x").version == "1.10"
    offers += [Offer("en", "tr", "1.0"), Offer("az", "tr", "1.0"), Offer("ar", "az", "1.0")]
    with pytest.raises(L10nError, match=r"no package for ar_tr\n.*models install ar_en en_tr"):
        choose(offers, "ar", "tr", where="x")
    with pytest.raises(L10nError, match=r"It has ar_az, ar_en; docs/models.md"):
        choose(offers, "ar", "kk", where="x")


def test_a_folder_offers_its_files_and_says_what_it_leaves_out(archives, tmp_path):
    for path in archives.values():
        shutil.copy(path, tmp_path)
    (tmp_path / "bad.argosmodel").write_bytes(b"PK")
    folder = Folder(tmp_path)
    assert [offer.pair for offer in folder.offers()] == ["ar_en", "en_kk", "en_tr"]
    assert len(folder.skipped) == 1
    assert "bad.argosmodel" in folder.skipped[0]
    with pytest.raises(L10nError, match="no such folder"):
        Folder(tmp_path / "none").offers()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda path: (path / "README.md").write_text("x"), "README.md: not there when it was installed"),
        (lambda path: (path / "metadata.json").write_text((path / "metadata.json").read_text() + " "), "metadata.json: changed"),
        (lambda path: (path / "model" / "config.json").unlink(), "model/config.json: missing"),
        (lambda path: (path / RECORD).write_text("{"), f"{RECORD}: cannot be read"),
        (lambda path: (path / "model" / "model.bin").write_bytes(b"x"), "model/model.bin: changed"),
    ],
)  # fmt: skip
def test_changes_since_the_installation_are_found(archives, tmp_path, change, problem):
    done = put(archives["ar_en"], tmp_path / "home")
    fine = examine(done.package)
    assert (fine.problems, fine.notes) == ((), ())
    assert fine.translation
    change(done.package.path)
    assert problem in examine(done.package).problems


def test_a_package_that_somebody_else_installed_has_nothing_to_compare(packages):
    found = examine(packages[0])
    assert found.problems == ()
    assert "no digests to compare" in found.notes[0]


def test_digests_of_a_wheel(tmp_path, monkeypatch):
    (tmp_path / "thing" / "starter").mkdir(parents=True)
    (tmp_path / "thing" / "starter" / "a").write_bytes(b"abc")
    info = tmp_path / "thing-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1\n")
    digest = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"  # SHA-256 of "abc" in FIPS 180-2, in base64
    (info / "RECORD").write_text(f"thing/starter/a,sha256={digest},3\nthing/b,,\nthing-1.dist-info/RECORD,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert wheel_digests(tmp_path / "thing" / "starter", "thing") == {"a": known}
    assert wheel_digests(Path("/nowhere"), "no-such-distribution") == {}


STOCK = """
    import os, sys
    from pathlib import Path
    from argostranslate import package, translate

    class WholeText:  # its own splitter would be downloaded
        def split_sentences(self, text):
            return [text]

    found = package.get_installed_packages()
    print(sorted(one.from_code + "_" + one.to_code for one in found if one.type == "translate"))
    languages = {language.code: language for language in translate.get_installed_languages()}
    print(sorted(languages))
    import ctranslate2
    chosen = next(one for one in found if one.to_code == "tr")
    model = ctranslate2.Translator(str(chosen.package_path / "model"))
    print(translate.apply_packaged_translation(chosen, "the president arrived", model, WholeText(), 1)[0].value)
"""


def test_argostranslate_itself_runs_what_we_install(archives, tmp_path):
    home = tmp_path / "argos-translate" / "packages"
    done = put(archives["en_tr"], home)
    put(archives["ar_en"], home)
    environment = {
        **os.environ, "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path),
        "ORT_DISABLE_TELEMETRY": "1",
    }  # fmt: skip
    command = [sys.executable, "-c", textwrap.dedent(STOCK)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    pairs, languages, text = ran.stdout.splitlines()
    assert (pairs, languages) == ("['ar_en', 'en_tr']", "['ar', 'en', 'tr']")
    assert text.strip()
    assert "<2tr>" not in text
    assert done.package.stock


def test_a_package_of_a_package_leaves_out_the_record(archives, tmp_path):
    done = put(archives["ar_en"], tmp_path / "home")
    assert write_argosmodel(done.package, tmp_path).read_bytes() == archives["ar_en"].read_bytes()
