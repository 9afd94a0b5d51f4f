"""The starter's scripts on a handful of sentences: the data, and one tiny training run from end to end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from l10n_flow.mt.hints import Hints

SCRIPTS = Path(__file__).parent.parent.parent / "scripts" / "starter"
sys.path.insert(0, str(SCRIPTS))

from clause_pairs import clause_items  # noqa: E402
from phrases import Pair, phrases  # noqa: E402
from prepare import detokenize, find_names, is_held_out, joined  # noqa: E402

UNITS = [
    ("وصل الوفد إلى أنقرة يوم الثلاثاء.", "The delegation arrived in Ankara on Tuesday.", "Heyet salı günü Ankara'ya geldi.", "Делегация сейсенбіде Анкараға келді."),
    ("وقالت أنقرة إن الاتفاق مهم.", "Ankara said the deal is important.", "Ankara, anlaşmanın önemli olduğunu söyledi.", "Анкара келісімнің маңызды екенін айтты."),
    ("بلغت التجارة 5 مليارات دولار.", "Trade reached 5 billion dollars.", "Ticaret 5 milyar dolara ulaştı.", "Сауда 5 миллиард долларға жетті."),
]  # fmt: skip
NAMES = [{"ar": "أنقرة", "en": "Ankara", "tr": "Ankara", "kk": "Анкара"}]


def text(unit):
    return dict(zip(("ar", "en", "tr", "kk"), unit, strict=True))


def test_names_are_found_with_their_suffix_outside():
    for unit in UNITS[:2]:
        (spans,) = find_names(text(unit), NAMES)
        assert {code: text(unit)[code][slice(*span)] for code, span in spans.items()} == NAMES[0]
    assert find_names(text(UNITS[2]), NAMES) == []


def test_a_name_in_only_one_language_is_none():
    assert find_names({"ar": "زار أنقرة", "en": "He visited the capital"}, NAMES) == []


SENTENCE = {
    "set": "authored", "s": "ar",
    "text": {"ar": "وصل وفد كبير اليوم، ثم زار مصنع أنقرة.", "en": "A large delegation arrived today, then it visited the Ankara factory."},
    "names": [{"ar": [32, 37], "en": [54, 60]}],
}  # fmt: skip
LINKS = {0: [3], 1: [2], 2: [1], 3: [4], 4: [5], 5: [7], 6: [10], 7: [9]}


def test_clauses_are_what_the_links_of_their_words_lead_to(monkeypatch):
    monkeypatch.setattr("clause_pairs.LONGEST", (5,))
    first, second = clause_items(SENTENCE, "en", LINKS)
    assert first["text"] == {"ar": "وصل وفد كبير اليوم،", "en": "A large delegation arrived today,"}
    assert second["text"] == {"ar": "، ثم زار مصنع أنقرة.", "en": ", then it visited the Ankara factory."}
    assert [second["text"][code][slice(*second["names"][0][code])] for code in ("ar", "en")] == ["أنقرة", "Ankara"]
    crossed = LINKS | {3: [4, 7]}
    assert list(clause_items(SENTENCE, "en", crossed)) == []
    assert list(clause_items(SENTENCE, "en", {0: [3], 4: [5]})) == []  # too few links to know


def test_quotations_and_further_sentences_are_clauses_too(monkeypatch):
    monkeypatch.setattr("clause_pairs.LONGEST", (5,))
    text = {
        "ar": "قال الوزير أمس: «نحن مستعدون للحوار». ثم غادر القاعة مسرعاً.",
        "en": "The minister said yesterday: “We are ready for dialogue.” Then he left the hall quickly.",
    }
    links = {0: [2], 1: [1], 2: [3], 3: [4], 4: [6], 5: [8], 6: [9], 7: [11], 8: [13], 9: [14]}
    found = list(clause_items({"set": "authored", "s": "ar", "text": text, "names": []}, "en", links))
    assert [one["text"]["ar"] for one in found] == ["قال الوزير أمس:", "«نحن مستعدون للحوار».", "ثم غادر القاعة مسرعاً."]
    assert found[2]["text"]["en"] == "Then he left the hall quickly."


def test_sets_are_joined_on_the_same_english():
    pairs = [("a", {"ar": "نعم", "en": "Yes."}), ("b", {"en": "yes.", "tr": "Evet."}), ("c", {"ar": "لا", "en": "No."})]
    assert list(joined(pairs)) == [
        ("a+", {"tr": "Evet.", "ar": "نعم", "en": "Yes."}), ("b", {"en": "yes.", "tr": "Evet."}), ("c", {"ar": "لا", "en": "No."}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tokenised", "plain"),
    [
        ("Here , a man sells fruit .", "Here, a man sells fruit."), ("Pakistan ’ ın kararı", "Pakistan’ın kararı"),
        ("( see below )", "(see below)"), ("He said : \" no \"", 'He said: "no"'),
    ],
)  # fmt: skip
def test_tokenised_text_is_mended(tokenised, plain):
    assert detokenize(tokenised) == plain


def test_whole_articles_are_held_out():
    assert len({is_held_out(f"beat-01-3-{unit:02}") for unit in range(12)}) == 1
    share = sum(is_held_out(f"beat-{batch}-1-01") for batch in range(2000)) / 2000
    assert 0.02 < share < 0.07


def test_a_phrase_s_links_stay_inside_of_it():
    pair = Pair({}, "en", ["▁a", "▁b", "▁c"], ["▁x", "▁y", "▁z"], frozenset({(0, 1), (1, 0), (2, 2)}))
    assert set(phrases(pair)) == {((0, 1), (1, 2)), ((0, 2), (0, 2)), ((1, 2), (0, 1)), ((2, 3), (2, 3))}


def test_hints_are_the_lexicon_without_what_is_often_seen(tmp_path):
    items = [{"set": "authored", "s": "ar", "text": {"ar": "وقال وزير التجارة", "en": "x"}, "names": []}] * 3
    (tmp_path / "train.jsonl").write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    lexicon = "pos\tar\ten\ttr\tkk\nnoun\tوزير\tminister\tbakan\tминистр\nnoun\tعام\tyear\tyıl\tжыл\nadv\tفي عام\tin 2023\t2023'te\t2023 жылы\nadj\tعام\tgeneral\tgenel\tжалпы\n"
    (tmp_path / "lexicon.tsv").write_text(lexicon + "prep\tتحت\tunder\taltında\tастында\n", encoding="utf-8")
    (tmp_path / "names.tsv").write_text("kind\tar\ten\ttr\tkk\nplace\tأنقرة\tAnkara\tAnkara\tАнкара\n", encoding="utf-8")
    out = tmp_path / "hints.tsv"
    folders = ("--lexicon", str(tmp_path / "lexicon.tsv"), "--names", str(tmp_path / "names.tsv"), "--out", str(out))
    run("hints.py", "--data", str(tmp_path), *folders, "--often", "3")
    assert out.read_text(encoding="utf-8").splitlines() == [
        "ar\tstem\ten\ttr\tkk", "التجاره\tتجاره\t\t\t", "انقره\tانقر\tAnkara\tAnkara\tАнкара",
        "عام\tعام\tyear / general\tyıl / genel\tжыл / жалпы", "وزير\tزير\t\t\t", "وقال\tقال\t\t\t",
    ]  # fmt: skip
    assert Hints.load(out).write("زار الوزير أنقرة", "tr") == "زار الوزير أنقرة Ankara"


def run(name, *arguments):
    done = subprocess.run([sys.executable, str(SCRIPTS / name), *arguments], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_script_explains_itself():
    torch_free = (
        "prepare.py",
        "hints.py",
        "tokenizer.py",
        "phrases.py",
        "pack.py",
        "card.py",
        "vocabulary.py",
        "experiments.py",
    )
    for name in torch_free:
        assert "usage:" in run(name, "--help")


def test_training_from_end_to_end(tmp_path):
    """Needs torch, which `make test` leaves out (some GB): pip install -e '.[train]' brings it."""
    pytest.importorskip("torch", reason="torch is not installed; the training scripts are not run")
    corpus, public, data, out = (tmp_path / name for name in ("corpus", "public", "data", "run"))
    corpus.mkdir()
    public.mkdir()
    rows = [
        f"beat-{batch:02}-1-{n:02}\t" + "\t".join(f"{words[:-1]} {batch}." for words in unit)
        for batch in range(40)
        for n, unit in enumerate(UNITS)
    ]
    (corpus / "beat.tsv").write_text("id\tar\ten\ttr\tkk\n" + "\n".join(dict.fromkeys(rows)) + "\n", encoding="utf-8")
    (corpus / "names.tsv").write_text("kind\tar\ten\ttr\tkk\nplace\tأنقرة\tAnkara\tAnkara\tАнкара\n", encoding="utf-8")
    run("prepare.py", "--corpus", str(corpus), "--public", str(public), "--out", str(data))
    counts = json.loads((data / "counts.json").read_text(encoding="utf-8"))
    assert counts["names masked"] > 0 and counts["held-out units"] > 0
    (tmp_path / "lexicon.tsv").write_text("pos\tar\ten\ttr\tkk\nnoun\tوفد\tdelegation\theyet\tделегация\n", encoding="utf-8")
    hints = tmp_path / "hints.tsv"
    names = str(corpus / "names.tsv")
    run("hints.py", "--data", str(data), "--lexicon", str(tmp_path / "lexicon.tsv"), "--names", names, "--out", str(hints))
    run("tokenizer.py", "--data", str(data), "--vocab", "145")
    small = ("--width", "32", "--hidden", "64", "--heads", "2", "--encoders", "1", "--decoders", "1", "--budget", "300")
    train = (
        "train.py",
        "--data",
        str(data),
        "--out",
        str(out),
        *small,
        "--hints",
        str(hints),
        "--muon",
        "--warmup",
        "5",
        "--rate",
        "5e-3",
        "--minutes",
        "0.08",
    )
    run(*train)
    first = json.loads((out / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    run(*train)
    last = json.loads((out / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert last["step"] > first["step"] > 0, "a second call goes on from the first"
    assert last["heldout"]["en"] < first["heldout"]["en"], "it learns"
    run("average.py", "--run", str(out), "--last", "1", "--out", str(tmp_path / "mean.pt"))
    run(
        "convert.py",
        "--checkpoint",
        str(tmp_path / "mean.pt"),
        "--tokenizer",
        str(data / "sp.model"),
        "--out",
        str(tmp_path / "starter"),
        "--hints",
        str(hints),
    )
    named = {
        pair.name: "hints" in json.loads((pair / "metadata.json").read_text(encoding="utf-8"))
        for pair in (tmp_path / "starter" / "pairs").iterdir()
    }
    assert named == {"ar_en": True, "ar_tr": True, "ar_kk": True, "en_tr": False, "en_kk": False}
    assert_agrees(tmp_path / "starter" / "weights", tmp_path / "mean.pt")


def assert_agrees(weights, checkpoint):
    """The exported model says what the network says, and its weights can be read back."""
    import ctranslate2
    import sentencepiece
    import torch

    from network import Shape, Transformer
    from weights import load_into

    saved = torch.load(checkpoint)
    model = Transformer(Shape(**saved["shape"]))
    model.load_state_dict(saved["model"])
    again = Transformer(Shape(**saved["shape"]))
    load_into(again, weights / "model" / "model.bin")
    for one, other in zip(model.parameters(), again.parameters(), strict=True):
        assert torch.allclose(one, other, atol=0.02 * float(one.detach().abs().max()) + 1e-6)
    sp = sentencepiece.SentencePieceProcessor(model_file=str(weights / "sentencepiece.model"))
    pieces = sp.encode(UNITS[0][0], out_type=str)
    translator = ctranslate2.Translator(str(weights / "model"), device="cpu", compute_type="float32")
    found = translator.translate_batch([pieces], target_prefix=[["<2en>"]], beam_size=1, max_decoding_length=8)[0].hypotheses[0]
    model.eval()
    target = [1, sp.piece_to_id("<2en>")]
    source = torch.tensor([[*(sp.piece_to_id(piece) for piece in pieces), 2]])
    with torch.no_grad():
        for piece in found[1:4]:
            logits = model(source, torch.tensor([0]), torch.tensor([target]), 3)[0, -1]
            best = float(logits.max())
            assert best - float(logits[sp.piece_to_id(piece)]) < 0.1, "int8 may swap what is nearly equal, no more"
            target.append(sp.piece_to_id(piece))
