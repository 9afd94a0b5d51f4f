"""Package files that lie: each way out of the folder, each damage, each wrong metadata is refused, and nothing is left."""

import io
import json
import shutil
import stat
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.model import L10nError
from l10n_flow.mt.packages import RECORD
from l10n_flow.mt.store import archive as archive_module
from l10n_flow.mt.store.archive import read_metadata, unpack
from l10n_flow.mt.store.install import install
from l10n_flow.mt.store.offers import Got

GOOD = {"from_code": "ar", "to_code": "en", "package_version": "1.0"}
LIMIT = 50_000_000


def write(path, files, *, metadata=GOOD, top="ar_en"):
    """A zip file of `files` (name or ZipInfo -> bytes) and a metadata.json."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if metadata is not None:
            archive.writestr(f"{top}/metadata.json", metadata if isinstance(metadata, bytes | str) else json.dumps(metadata))
        for name, data in files:
            archive.writestr(name, data)
    return path


def info(name, mode=0, **changes):
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    for key, value in changes.items():
        setattr(entry, key, value)
    return entry


def refuse(path, tmp_path, match, limit=LIMIT):
    into = tmp_path / "into"
    into.mkdir()
    before = {file for file in tmp_path.rglob("*") if into not in file.parents}
    with pytest.raises(L10nError, match=match):
        unpack(path, into, limit=limit)
    assert {file for file in tmp_path.rglob("*") if into not in file.parents} == before, "nothing came elsewhere"


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("../evil", "leads elsewhere"), ("ar_en/../../evil", "leads elsewhere"), ("/evil", "leads elsewhere"),
        ("ar_en//evil", "leads elsewhere"), ("ar_en/./evil", "leads elsewhere"), ("..", "leads elsewhere"),
        ("ar_en\\..\\evil", "not every system"), ("C:/evil", "not every system"), ("ar_en/a\x01b", "not every system"),
        ("other/model.bin", "one folder at the top, and has ar_en, other"), ("model.bin", "one folder at the top"),
        ("ar_en/METADATA.json", "twice"), (".hidden/x", "hidden"),
        (info("ar_en/link", stat.S_IFLNK | 0o777), "a link or a device"),
        (info("ar_en/pipe", stat.S_IFIFO | 0o644), "a link or a device"),
        (info("ar_en/device", stat.S_IFCHR | 0o644), "a link or a device"),
        (info("ar_en/folder", stat.S_IFDIR | 0o755), "a link or a device"),
        (info("ar_en/x", compress_type=zipfile.ZIP_LZMA), "other than deflate"),
    ],
)  # fmt: skip
def test_names_and_kinds_that_are_refused(tmp_path, name, match):
    refuse(write(tmp_path / "a.zip", [(name, b"/etc/passwd")]), tmp_path, match)


def test_a_name_with_a_nul_and_an_encrypted_file(tmp_path):
    path = write(tmp_path / "a.zip", [("ar_en/model.bin", b"x")])
    data = path.read_bytes()
    path.write_bytes(data.replace(b"model.bin", b"mo\0el.bin"))
    refuse(path, tmp_path, "not every system")
    (tmp_path / "into").rmdir()
    where = data.rfind(b"PK\x01\x02") + 8  # flags of the last file in the central directory
    path.write_bytes(data[:where] + bytes([data[where] | 1]) + data[where + 1 :])
    refuse(path, tmp_path, "encrypted")


@pytest.mark.parametrize(
    ("metadata", "match"),
    [
        (None, "one folder at the top, and has nothing"), (b"\xff{}", "not JSON in UTF-8"), ("{", "not JSON"), ("[]", "not a JSON object"),
        ({}, "'from_code' must be a language code such as \"ar\", not null; 'to_code'"),
        (GOOD | {"from_code": 5}, "'from_code' must be .* not 5"), (GOOD | {"to_code": "../x"}, "'to_code'"),
        (GOOD | {"to_code": "ar"}, "are the same"), (GOOD | {"package_version": 1.0}, "'package_version' must be a text, not 1.0"),
        (GOOD | {"target_prefix": ["a"]}, "'target_prefix' must be a text"),
        (GOOD | {"source_prefix": "__ar__"}, "'source_prefix' must be a list of tokens"),
        (GOOD | {"source_suffix": [""]}, "'source_suffix' must be a list of tokens"),
        (json.dumps(GOOD) + " " * (1 << 20), "a metadata.json of 1.0 MB"),
    ],
)  # fmt: skip
def test_metadata_that_is_refused(tmp_path, metadata, match):
    path = write(tmp_path / "a.zip", [], metadata=metadata)
    refuse(path, tmp_path, match)
    with pytest.raises(L10nError, match=match):
        read_metadata(path)


def test_metadata_elsewhere_is_none(tmp_path):
    refuse(write(tmp_path / "a.zip", [("ar_en/x/metadata.json", "{}")], metadata=None), tmp_path, r"no ar_en/metadata\.json")


def test_bombs(tmp_path, monkeypatch):
    zeros = bytes(1 << 20)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ar_en/metadata.json", json.dumps(GOOD))
        with archive.open("ar_en/model.bin", "w") as out:
            for _ in range(80):
                out.write(zeros)
    assert path.stat().st_size < 200_000
    refuse(path, tmp_path, "zip bomb", limit=10**9)
    (tmp_path / "into").rmdir()
    refuse(path, tmp_path, r"unpacked it has 0\.08 GB; the limit is 0\.05 GB")
    (tmp_path / "into").rmdir()
    monkeypatch.setattr(archive_module, "FILES", 20)
    refuse(write(path, [(f"ar_en/{n}", b"") for n in range(20)]), tmp_path, "21 files; a package has at most 20")


@pytest.mark.parametrize("declared", [10, 5000])
def test_a_file_that_is_larger_or_smaller_than_it_says(tmp_path, declared):
    """The size in the central directory is what limits are checked against: no byte more is written."""
    data = bytes(range(250)) * 4
    path = write(tmp_path / "a.zip", [("ar_en/model.bin", data)])
    raw = bytearray(path.read_bytes())
    where = raw.rfind(b"PK\x01\x02") + 24
    assert int.from_bytes(raw[where : where + 4], "little") == len(data)
    raw[where : where + 4] = declared.to_bytes(4, "little")
    path.write_bytes(raw)
    refuse(path, tmp_path, "not a whole zip file|has 1000 bytes and should have 5000")
    assert (tmp_path / "into" / "ar_en" / "model.bin").stat().st_size <= len(data)


def test_no_zip_at_all(tmp_path):
    for data in (b"", b"<html>not found</html>", b"PK\x05\x06" + bytes(18)):
        (tmp_path / "a.zip").write_bytes(data)
        with pytest.raises(L10nError, match="no proper package file"):
            read_metadata(tmp_path / "a.zip")
    with pytest.raises(L10nError, match="cannot be unpacked"):
        read_metadata(tmp_path)


@settings(max_examples=25)
@given(st.data())
def test_any_truncation_is_refused_and_installs_nothing(archives, tmp_path, data):
    whole = archives["ar_en"].read_bytes()
    (tmp_path / "cut.argosmodel").write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(L10nError):
        install(Got(tmp_path / "cut.argosmodel", "cut"), tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []
    assert not list(tmp_path.glob(".home*"))


@settings(max_examples=30)
@given(st.data())
def test_a_flipped_bit_is_refused_or_touches_no_content(archives, tmp_path, folder, data):
    raw = bytearray(archives["ar_en"].read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= 1 << data.draw(st.integers(0, 7))
    (tmp_path / "flipped").write_bytes(raw)
    into = tmp_path / "into"
    shutil.rmtree(into, ignore_errors=True)
    try:
        found = unpack(tmp_path / "flipped", into, limit=LIMIT)
    except L10nError:
        return
    contents = sorted(file.read_bytes() for file in found.rglob("*") if file.is_file())
    assert contents == sorted(file.read_bytes() for file in (folder / "ar_en").rglob("*") if file.is_file())


def test_a_package_file_is_the_same_bytes_each_time(packages, archives, tmp_path):
    from l10n_flow.mt.packages import write_argosmodel

    again = write_argosmodel(packages[0], tmp_path)
    assert again.read_bytes() == archives["ar_en"].read_bytes()
    with zipfile.ZipFile(io.BytesIO(again.read_bytes())) as archive:
        assert not any(name.endswith(RECORD) for name in archive.namelist())
        assert {name.split("/")[0] for name in archive.namelist()} == {"translate-ar_en-1_0"}
