"""Add a language: Azerbaijani, with the case endings of its names."""

from pathlib import Path

from l10n_flow import lang
from l10n_flow.lang.inflect.base import Case, Morph, SuffixInflector

TR = lang.get("tr")  # its nearest relative


class Endings(SuffixInflector):
    LETTERS, JOINTS = "[a-zçəğıöşü]", "-'’"  # a suffix is made of, may stand behind
    SAMPLES = tuple((name, False) for name in ("Bakı", "Gəncə", "Quba", "Ordubad", "Şəmkir", "Tovuz", "Göygöl"))
    morphs = staticmethod(lambda: map(Morph, (Case.GEN, Case.DAT, Case.LOC, Case.ABL, Case.ACC)))
    fold = staticmethod(lambda suffix: suffix.translate(str.maketrans("əeıuü", "aaiii")))  # without vowel harmony

    def suffix(self, name, morph, *, pron=None, compound=None):
        last = next(letter for letter in reversed(TR.lower(name)) if letter in "aıoueəiöü")
        a, i = "a" if last in "aıou" else "ə", dict(zip("aıoueəiöü", "ııuuiiiüü", strict=True))[last]
        n, y = ("n", "y") if name.endswith(last) else ("", "")
        return {"GEN": f"{n}{i}n", "DAT": y + a, "LOC": "d" + a, "ABL": f"d{a}n", "ACC": n + i}.get(morph.case, "")

    def inflect(self, name, morph, *, pron=None, compound=None):
        return name + self.suffix(name, morph)


def test_add_a_language(call, package):
    lang.register(lang.Language(
        code="az", name="Azerbaijani", native_name="Azərbaycanca", script="Latin", letters=TR.letters, quotes=TR.quotes,
        sounds=TR.sounds, inflector=Endings(), neighbours=("tr",), decimal=",", lower=TR.lower, upper=TR.upper))  # fmt: skip
    package("az")
    Path("l10n-flow.yaml").write_text("targets: [az]\npackages: packages", encoding="utf-8")
    Path("glossary.yaml").write_text("version: 1\nterms: [{id: b, kind: place, ar: باكو, az: Bakı}]", encoding="utf-8")
    Path("articles/a.txt").write_text("غادر الرئيس من باكو.", encoding="utf-8")
    call("run")
    catalog = Path("locales/az/LC_MESSAGES/a.po")
    assert " Bakıdan " in catalog.read_text(encoding="utf-8")  # the ending that the engine wrote, for this name
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("Bakıdan", "Bakıdən"), encoding="utf-8")
    assert "write 'Bakıdan'" in call("check", "--only", "glossary")[1]
