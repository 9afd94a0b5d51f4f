"""The engine on real (tiny) packages: order, cache, pivots, bounds, no network."""

import json
import os
import shutil
import socket
import subprocess
import sys
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.model import Hypothesis, L10nError
from l10n_flow.mt import engine as engine_module
from l10n_flow.mt.align import word_alignment
from l10n_flow.mt.cache import Cache
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.graph import find_route
from l10n_flow.mt.masks import FAMILIES, probe, survival
from l10n_flow.mt.packages import Package, find_packages, read_package, write_argosmodel
from l10n_flow.mt.safety import problems


@pytest.fixture(scope="module")
def translator(packages):
    return Translator(packages, threads=1, decoding=Decoding(beam=2))


def ask(translator, texts, target="en", **options):
    return list(translator.translate(texts, source="ar", target=target, **options))


def test_order_blanks_and_duplicates(packages):
    translator = Translator(packages, threads=1)
    texts = ["وصل الرئيس إلى أنقرة", "", "34 مليار دولار", "وصل الرئيس إلى أنقرة", "  "]
    found = ask(translator, texts)
    assert [found[1][0].text, found[4][0].text] == ["", "  "]
    assert found[0] == found[3] != found[2]
    assert translator.calls == 2


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["وصل", "الرئيس إلى", "أنقرة 34", "مليار دولار إلى أنقرة", "x", ""]), max_size=12))
def test_each_answer_is_that_of_its_text(translator, texts):
    alone = {text: ask(translator, [text])[0] for text in set(texts)}
    assert ask(translator, texts) == [alone[text] for text in texts]


MIXED = [
    " ".join((["وصل", "الرئيس", "إلى", "أنقرة", "يوم", "الثلاثاء", "5", "مليارات"] * 12)[start : start + length])
    for start, length in ((0, 1), (1, 2), (2, 60), (3, 4), (4, 5), (5, 17), (6, 7), (0, 90), (1, 9), (2, 3), (3, 31), (4, 2))
]


@pytest.mark.parametrize("options", [{}, {"hypotheses": 3}, {"alignment": True}])
@pytest.mark.parametrize(("starter", "clause"), [(True, 0), (True, 6), (False, 0)])
def test_no_translation_depends_on_what_is_translated_beside_it(packages, tmp_path, starter, clause, options):
    """Words, scores to the last digit kept and alignments, whatever the padding: each time by an engine that knows none."""
    there = find_packages(tmp_path)[0] if starter else packages
    mixed = [text.replace("أنقرة", "أنقرة،") if clause else text for text in MIXED]

    def fresh(texts, threads=1):
        translator = Translator(there, threads=threads, decoding=Decoding(clause=clause))
        return dict(zip(texts, ask(translator, texts, "en", **options), strict=True))

    together = fresh(mixed, threads=2)
    assert fresh(mixed[::-1]) == together
    for part in ([text] for text in mixed[: 4 if starter else None]):
        assert fresh(part)[part[0]] == together[part[0]]
    assert fresh(mixed[5:8]).items() <= together.items()


def test_a_pivot_runs_its_shared_hop_once(packages):
    translator = Translator(packages, threads=1)
    assert [hop.name for hop in translator.route("ar", "tr").hops] == ["ar_en", "en_tr"]
    ask(translator, ["وصل الرئيس"], "tr")
    assert translator.calls == 2
    ask(translator, ["وصل الرئيس"], "kk")
    assert translator.calls == 3


def test_the_cache_outlives_the_process_s_translator(packages, tmp_path):
    first = Translator(packages, cache=Cache(tmp_path / "c.sqlite"), threads=1)
    found = ask(first, ["وصل الرئيس"], hypotheses=3)
    second = Translator(packages, cache=Cache(tmp_path / "c.sqlite"), threads=1)
    assert ask(second, ["وصل الرئيس"], hypotheses=3) == found
    assert (first.calls, second.calls) == (1, 0)
    other = Translator(packages, cache=Cache(tmp_path / "c.sqlite"), threads=1, decoding=Decoding(beam=1))
    ask(other, ["وصل الرئيس"], hypotheses=3)
    assert other.calls == 1, "other decoding options are another signature"


def test_a_package_asks_for_search_options_of_its_own(folder, packages, tmp_path):
    shutil.copytree(folder / "ar_en", tmp_path / "ar_en")
    path = tmp_path / "ar_en" / "metadata.json"
    wanted = {"repetition_penalty": 1.5, "beam": 3, "unknown": 1, "length_penalty": "long"}
    path.write_text(json.dumps(json.loads(path.read_text()) | {"decoding": wanted}))
    package = read_package(tmp_path / "ar_en")
    assert Decoding(beam=2).of(package) == Decoding(beam=3, repetition_penalty=1.5)
    plain, other = Translator(packages, threads=1), Translator([package], threads=1)
    assert plain.signature("ar", "en") != other.signature("ar", "en")
    assert Decoding().of(packages[0]) == Decoding()


def test_input_is_taken_in_chunks(packages, monkeypatch):
    monkeypatch.setattr(engine_module, "CHUNK", 10)
    taken = 0

    def texts():
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield "وصل"

    results = Translator(packages, threads=1).translate(texts(), source="ar", target="en")
    next(results)
    assert taken == 10


def test_progress_counts_every_text_once(packages):
    ticks = []
    translator = Translator(packages, threads=1)
    ask(translator, ["وصل", "أنقرة", "وصل"], progress=ticks.append)
    ask(translator, ["وصل", "دولار"], progress=ticks.append)
    assert sum(ticks) == 4


def test_hypotheses_come_best_first(translator):
    found = ask(translator, ["وصل الرئيس إلى أنقرة"], hypotheses=4)[0]
    assert len(found) == 4
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


def test_long_texts_are_cut(translator):
    text = "، ".join(["وصل الرئيس إلى أنقرة"] * 150)
    parts = translator._cut(text, translator._model(translator.route("ar", "en").hops[0]))
    assert len(parts) > 1
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert ask(translator, [text])[0][0].text


def test_alignment_points_into_both_texts(translator):
    text = "وصل الرئيس إلى أنقرة"
    found = ask(translator, [text], alignment=True)[0][0]
    for start, end, begin, stop in found.alignment:
        assert " " not in found.text[start:end]
        assert text[begin:stop] in text.split()


def test_alignment_sums_pieces_of_words():
    pieces = (["▁a", "b", "▁c"], ["▁x", "▁y", "z"])
    attention = [[0.2, 0.1, 0.7], [0.3, 0.3, 0.4], [0.3, 0.3, 0.4]]
    assert word_alignment("ab c", pieces[0], "x yz", pieces[1], attention) == ((0, 1, 3, 4), (2, 4, 0, 2))
    assert word_alignment("ab c d", pieces[0], "x yz", pieces[1], attention) == ()


def fake(source, target, *, bundled=False, name=""):
    return Package(source, target, name or f"{source}_{target}", "1", None, "", "d", bundled)


@pytest.mark.parametrize(
    ("pairs", "target", "way"),
    [
        (["ar_en", "en_tr"], "tr", ["ar_en", "en_tr"]),
        (["ar_en", "en_tr", "ar_tr"], "tr", ["ar_tr"]),
        (["ar_fr", "fr_en", "en_tr", "ar_en"], "tr", ["ar_en", "en_tr"]),
        (["ar_b", "ar_a", "a_tr", "b_tr"], "tr", ["ar_a", "a_tr"]),
    ],
)
def test_the_shortest_way_is_taken(pairs, target, way):
    packages = [fake(*pair.split("_")) for pair in pairs]
    assert [hop.name for hop in find_route(packages, "ar", target).hops] == way


def test_an_installed_package_wins_over_the_bundled_one():
    packages = [fake("ar", "tr", bundled=True, name="a"), fake("ar", "tr", name="z")]
    assert find_route(packages, "ar", "tr").hops[0].name == "z"


def test_no_way_says_what_there_is():
    with pytest.raises(L10nError, match=r"no package translates ar to kk \(there are: ar->en\)"):
        find_route([fake("ar", "en")], "ar", "kk")


def test_signature_follows_weights_and_options(packages):
    route = find_route(packages, "ar", "tr")
    assert route.signature("beam=1") != route.signature("beam=2")
    assert route.signature("beam=1") != find_route(packages, "ar", "kk").signature("beam=1")


def test_broken_packages_are_left_out_with_a_reason(tmp_path, folder):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "metadata.json").write_text("{")
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "metadata.json").write_text('{"from_code": "ar", "to_code": "en"}')
    found, skipped = find_packages(tmp_path)
    assert all(package.bundled for package in found if package.path.parent == tmp_path)
    assert len(skipped) >= 3
    assert all(str(tmp_path) in reason for reason in skipped[-3:])


def test_argostranslate_installs_and_translates_it_unchanged(tmp_path, folder, packages):
    """Our package files are ordinary: argostranslate itself installs one and reads it."""
    archive = write_argosmodel(packages[0], tmp_path)
    script = f"""
        from pathlib import Path
        from argostranslate import package
        package.install_from_path(Path({str(archive)!r}))
        found = package.get_installed_packages()
        print(found[0].from_code, found[0].to_code, found[0].tokenizer.encode("وصل")[:1] != [])
    """
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["ar", "en", "True"]


def test_nothing_is_asked_of_the_network(folder, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = [read_package(path) for path in sorted(folder.iterdir())]
    assert ask(Translator(found, threads=1), ["وصل الرئيس"], "kk")[0][0].score < 0


def test_telemetry_and_heavy_modules_stay_out(folder):
    script = f"""
        import sys
        from pathlib import Path
        from l10n_flow.mt.engine import Translator
        from l10n_flow.mt.packages import read_package
        found = [read_package(path) for path in sorted(Path({str(folder)!r}).iterdir())]
        list(Translator(found, threads=1).translate(["وصل"], source="ar", target="en"))
        print([name for name in ("onnxruntime", "minisbd", "stanza", "spacy", "torch", "argostranslate.translate")
               if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("family", "text", "found"),
    [
        (0, "⟦1⟧ ve ⟦ 12 ⟧'de", [1, 12]), (1, "XQ1'in X Q2", [1, 2]), (1, "AXQ1", []), (2, "90001 ile 90012", [1, 12]),
        (2, "1990012", []), (3, "[1] [ 2 ]", [1, 2]),
    ],
)  # fmt: skip
def test_masks_are_found_as_engines_write_them(family, text, found):
    assert [number for number, _, _ in FAMILIES[family].find(text)] == found


def test_probing_orders_families_by_survival():
    def keeps_squares(texts):
        return [[Hypothesis(text.replace("⟦", "").replace("XQ", "x"), 0.0)] for text in texts]

    assert [(family.name, rate) for family, rate in probe(keeps_squares, "ar")] == [("number", 1.0), ("square", 1.0)]
    assert survival(FAMILIES[0], keeps_squares, "ar") == 0.0


@pytest.mark.parametrize(
    ("source", "draft", "bad"),
    [
        ("وصل الرئيس إلى أنقرة يوم الثلاثاء", "The president arrived in Ankara on Tuesday", False),
        ("وصل الرئيس", "", True), ("وصل الرئيس", "وصل", True), ("بلغت 34 مليارا", "reached 43 billion", True),
        ("بلغت 4 آلاف", "reached 4,000", False), ("وصل الرئيس إلى أنقرة يوم الثلاثاء", "a", True),
        ("وصل الرئيس", "the the the the", True),
    ],
)  # fmt: skip
def test_what_is_no_translation(source, draft, bad):
    assert bool(problems(source, draft)) is bad
