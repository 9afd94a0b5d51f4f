"""Models of other makers as packages: M2M-100's way with SentencePiece, NLLB's with tokenizer.json."""

import json
import os
import shutil
import subprocess
import sys
import textwrap

import ctranslate2
import pytest
import sentencepiece
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from l10n_flow.model import L10nError
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.graph import Route
from l10n_flow.mt.packages import read_package
from l10n_flow.mt.store.install import install
from l10n_flow.mt.store.offers import Got
from l10n_flow.mt.store.pack import Wrapping, pack
from l10n_flow.mt.store.vocabulary import read_vocabularies
from l10n_flow.mt.subwords import JsonTokenizer

TEXT = "وصل الرئيس إلى أنقرة"
M2M = Wrapping("ar", "kk", target_prefix="__kk__", source_prefix=("__ar__",), source_suffix=("</s>",))
NLLB = Wrapping("ar", "kk", target_prefix="kaz_Cyrl", source_prefix=("arb_Arab",), source_suffix=("</s>",))


def configure(model, **values):
    path = model / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


@pytest.fixture(scope="module")
def m2m(folder, make_model, tmp_path_factory):
    """(model, tokenizer) with tags that are in the vocabulary and not in the SentencePiece model, as M2M-100 has them."""
    root = tmp_path_factory.mktemp("m2m")
    tokenizer = shutil.copy(folder / "ar_en" / "sentencepiece.model", root / "sentencepiece.bpe.model")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    pieces = [processor.id_to_piece(n) for n in range(processor.get_piece_size())]
    make_model([*pieces, "__ar__", "__kk__", "__tr__", ">>tur<<"], root / "model", 11)
    configure(root / "model", add_source_eos=False, decoder_start_token="</s>")
    return root / "model", tokenizer


def trained(text, specials=()):
    made = Tokenizer(models.BPE(unk_token="<unk>"))
    made.pre_tokenizer, made.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    made.train_from_iterator(text, trainers.BpeTrainer(vocab_size=160, special_tokens=special, show_progress=False))
    made.add_special_tokens([AddedToken(token, special=True) for token in specials])
    return made


@pytest.fixture(scope="module")
def nllb(make_model, tmp_path_factory):
    root = tmp_path_factory.mktemp("nllb")
    made = trained([TEXT, "Президент Анкараға келді", "34"] * 10, ["arb_Arab", "kaz_Cyrl", "tur_Latn"])
    made.enable_truncation(3)
    made.enable_padding()
    made.save(str(root / "tokenizer.json"))
    vocabulary = made.get_vocab()
    make_model(sorted(vocabulary, key=vocabulary.__getitem__), root / "model", 12)
    configure(root / "model", add_source_eos=False, decoder_start_token="</s>")
    return root / "model", root / "tokenizer.json"


def direct(package, pieces):
    """What CTranslate2 itself makes of pieces, with the engine's options and without its code."""
    options = Decoding()
    result = ctranslate2.Translator(str(package.model_path), compute_type="int8").translate_batch(
        [pieces], target_prefix=[[package.target_prefix]], beam_size=options.beam, no_repeat_ngram_size=4,
        max_decoding_length=3 * -(-(len(pieces) - 2) // 16) * 16 + 20, replace_unknowns=True, return_scores=True,
    )[0]  # fmt: skip
    assert result.hypotheses[0][0] == package.target_prefix
    return [piece for piece in result.hypotheses[0][1:] if piece not in pieces[:1]], result.scores[0]


def translated(package, **options):
    engine = Translator([package], threads=1)
    return next(iter(engine.translate([TEXT], source=package.source, target=package.target, **options)))[0]


def packed(source, how, tmp_path):
    """Packed, installed, and read again."""
    done = pack(*source, how, tmp_path / "out")
    return done, install(Got(done.path, "x"), tmp_path / "home").package


def test_m2m_with_sentencepiece(m2m, tmp_path):
    done, package = packed(m2m, M2M, tmp_path)
    assert done.path.name == "translate-ar_kk-1_0.argosmodel"
    assert (package.source_prefix, package.source_suffix, package.target_prefix) == (("__ar__",), ("</s>",), "__kk__")
    assert done.notes == ()
    processor = sentencepiece.SentencePieceProcessor(model_file=str(m2m[1]))
    pieces, score = direct(package, ["__ar__", *processor.encode(TEXT, out_type=str), "</s>"])
    found = translated(package)
    assert found.score == pytest.approx(score, abs=1e-3)
    assert found.text == processor.decode_pieces(pieces).replace("_", " ").strip()
    other = packed(m2m, Wrapping("ar", "kk", target_prefix="__kk__"), tmp_path)[1]
    assert translated(other).score != found.score, "the source's tags change what is translated"
    assert Route((other,)).signature("x") != Route((package,)).signature("x")


def test_nllb_with_tokenizer_json(nllb, tmp_path):
    done, package = packed(nllb, NLLB, tmp_path)
    assert not package.stock
    assert done.translation
    made = Tokenizer.from_file(str(nllb[1]))
    made.no_truncation()
    made.no_padding()
    pieces, score = direct(package, ["arb_Arab", *made.encode(TEXT, add_special_tokens=False).tokens, "</s>"])
    found = translated(package)
    assert found.score == pytest.approx(score, abs=1e-3)
    assert found.text == made.decode([made.token_to_id(piece) for piece in pieces]).strip()
    assert not {"arb_Arab", "kaz_Cyrl", "</s>"} & set(found.text.split())


def test_alignment_counts_from_behind_the_source_s_tags(m2m, tmp_path):
    """A tag before the text moves every weight by one; the words that are pointed to are words of the text."""
    _, package = packed(m2m, M2M, tmp_path)
    engine = ctranslate2.Translator(str(package.model_path), device="cpu")
    pieces = [["__ar__", *package.tokenizer().encode(TEXT), "</s>"]]
    result = engine.translate_batch(
        pieces, target_prefix=[["__kk__"]], beam_size=1, no_repeat_ngram_size=4, return_attention=True, max_decoding_length=53,
        replace_unknowns=True,
    )[0]  # fmt: skip
    found = translated(package, alignment=True)
    assert found.alignment
    words, owner = TEXT.split(), []
    for piece in pieces[0][1:-1]:
        owner.append((owner[-1] if owner else -1) + piece.startswith("▁") if owner else 0)
    first = [row[1 : 1 + len(owner)] for row in result.attention[0][1:2]]
    weights = [sum(weight for weight, word in zip(first[0], owner, strict=True) if word == n) for n in range(len(words))]
    ends = [n for n, piece in enumerate(result.hypotheses[0][2:]) if piece.startswith("▁")]
    if ends and ends[0] == 0:  # the first word is one piece: its weights are that row's alone
        start, end = found.alignment[0][2:]
        assert TEXT[start:end] == words[max(range(len(words)), key=weights.__getitem__)]
    for _, _, start, end in found.alignment:
        assert TEXT[start:end] in words


def test_a_text_never_becomes_a_special_token(nllb):
    made = JsonTokenizer(nllb[1])
    pieces = made.encode("34 </s> kaz_Cyrl <pad>")
    assert not {"</s>", "kaz_Cyrl", "<pad>"} & set(pieces)
    assert len(made.encode(TEXT)) > 3, "the file's own truncation is off"
    assert made.decode(made.encode(TEXT)) == TEXT
    assert made.decode(["kaz_Cyrl", *made.encode(TEXT), "</s>"]) == TEXT
    assert "kaz_Cyrl" not in made.pieces()


def test_without_the_library_the_message_says_what_to_install(nllb, tmp_path, monkeypatch):
    done = pack(*nllb, NLLB, tmp_path)
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(L10nError, match=r"needs the Python package 'tokenizers'\n.*pip install 'l10n-flow\[hf\]'"):
        install(Got(done.path, "x"), tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize(
    ("prefix", "stock"),
    [("<2kk>", True), ("", True), (">>tur<<", True), ("__kk__", False)],
)  # fmt: skip
def test_what_argostranslate_can_run(m2m, make_model, tmp_path, prefix, stock):
    """It decodes the tag with the text: one that SentencePiece drops or leaves as it is can be stripped, `__kk__` cannot."""
    _, package = packed(m2m, Wrapping("ar", "kk", target_prefix=prefix), tmp_path)
    assert package.stock is stock
    assert json.loads((package.path / "metadata.json").read_text())["type"] == ("translate" if stock else "l10n-flow-translate")


def test_argostranslate_passes_over_what_it_cannot_run(m2m, nllb, archives, tmp_path):
    home = tmp_path / "argos-translate" / "packages"
    for source, how in ((m2m, M2M), (nllb, Wrapping("ar", "tr", target_prefix="tur_Latn", source_prefix=("arb_Arab",)))):
        install(Got(pack(*source, how, tmp_path).path, "x"), home)
    install(Got(archives["ar_en"], "x"), home)
    script = """
        from argostranslate import package, translate
        print(len(package.get_installed_packages()), sorted(one.code for one in translate.get_installed_languages()))
    """
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "ORT_DISABLE_TELEMETRY": "1"}
    command = [sys.executable, "-c", textwrap.dedent(script)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "3 ['ar', 'en']"


@pytest.mark.parametrize(
    ("how", "match"),
    [
        (Wrapping("ar", "kk", target_prefix="__kaz__"), r"no piece __kaz__ in its vocabulary\n  It has <2kk>, __ar__, __kk__"),
        (Wrapping("ar", "kk", source_prefix=("arb_Arab",)), "no piece arb_Arab"),
        (Wrapping("ar", "kk", version="one"), "'one' is no version"),
        (Wrapping("ar", "kk", decoding={"beams": 3}), r"no search option 'beams=3'"),
        (Wrapping("ar", "kk", decoding={"beam": 0}), r"no search option 'beam=0'"),
        (Wrapping("ar", "ar"), "are the same"), (Wrapping("../ar", "kk"), "'from_code' must be a language code"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(m2m, tmp_path, how, match):
    with pytest.raises(L10nError, match=match):
        pack(*m2m, how, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_wrong_files_are_refused(m2m, nllb, tmp_path):
    model, tokenizer = m2m
    with pytest.raises(L10nError, match="another model's tokenizer: the model knows"):
        made = trained(["qwertyuiop asdfghjkl zxcvbnm " * 3])
        made.save(str(tmp_path / "tokenizer.json"))
        pack(model, tmp_path / "tokenizer.json", Wrapping("ar", "kk"), tmp_path)
    (tmp_path / "bad").write_bytes(b"{}")
    with pytest.raises(L10nError, match=r"not a tokenizer\.json"):
        pack(model, tmp_path / "bad", Wrapping("ar", "kk"), tmp_path)
    (tmp_path / "bad").write_bytes(b"\x00\x01")
    with pytest.raises(L10nError, match="neither a SentencePiece model nor"):
        pack(model, tmp_path / "bad", Wrapping("ar", "kk"), tmp_path)
    with pytest.raises(L10nError, match=r"no CTranslate2 model here"):
        pack(tmp_path, tokenizer, Wrapping("ar", "kk"), tmp_path)
    copy = shutil.copytree(model, tmp_path / "model")
    (copy / "shared_vocabulary.json").unlink()
    with pytest.raises(L10nError, match="no vocabulary"):
        pack(copy, tokenizer, Wrapping("ar", "kk"), tmp_path)
    shutil.copy(model / "shared_vocabulary.json", copy)
    (copy / "model.bin").write_bytes((copy / "model.bin").read_bytes()[:2000])
    with pytest.raises(L10nError, match="does not run"):
        pack(copy, tokenizer, Wrapping("ar", "kk"), tmp_path)
    assert not list(tmp_path.glob("*.argosmodel"))


def test_hints_at_what_cannot_be_known(m2m, nllb, tmp_path):
    def notes(source, how):
        return " ".join(pack(*source, how, tmp_path).notes)

    assert "the vocabulary has <2kk>, __kk__; without a tag" in notes(m2m, Wrapping("ar", "kk"))
    assert "tags such as kaz_Cyrl" in notes(nllb, Wrapping("ar", "kk"))
    assert "want --source-suffix '</s>'" in notes(m2m, Wrapping("ar", "kk", target_prefix="__kk__", source_prefix=("__ar__",)))
    copy = shutil.copytree(m2m[0], tmp_path / "model")
    configure(copy, add_source_eos=True)
    assert "a second '</s>'" in notes((copy, m2m[1]), M2M)


def test_vocabularies_of_old_models(tmp_path):
    (tmp_path / "source_vocabulary.txt").write_text("a\nb\n")
    (tmp_path / "target_vocabulary.json").write_text('["c"]')
    source, target = read_vocabularies(tmp_path)
    assert {"a", "b"} <= source
    assert target == {"c"}
    (tmp_path / "shared_vocabulary.json").write_text('{"a": 1}')
    with pytest.raises(L10nError, match=r"shared_vocabulary\.json: cannot be read: not a list"):
        read_vocabularies(tmp_path)


def test_a_readme_goes_with_it(m2m, tmp_path):
    (tmp_path / "licence.md").write_text("MIT")
    how = Wrapping("ar", "kk", target_prefix="__kk__", readme=tmp_path / "licence.md", decoding={"beam": 2})
    _, package = packed(m2m, how, tmp_path)
    assert (package.path / "README.md").read_text() == "MIT"
    assert Decoding().of(read_package(package.path)).beam == 2
    assert not any(path.is_symlink() for path in package.path.rglob("*"))
