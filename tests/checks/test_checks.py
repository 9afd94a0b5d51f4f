"""Each check, on what it must catch and on what it must leave alone."""

import pytest

from l10n_flow.checks import REGISTRY, Subject, run_checks
from l10n_flow.lang import get
from l10n_flow.model import Finding, Severity

CASES = [
    # check, language, source, caught, fine
    ("empty", "en", "نص", " ", "text"),
    ("mask", "en", "نص", "a ⟦1⟧ b", "a [1] b"),
    ("mask", "en", "نص", "a <unk>", "a < b"),
    ("residue", "tr", "هل؟", "Mi؟", "Mi?"),
    ("residue", "kk", "نص", "мәтін نص", "мәтін"),
    ("script", "kk", "نص", "Қaзақстан", "Қазақстан YDA Holding"),
    ("script", "tr", "نص", "Anкara", "Ankara’ya ığüşöç"),
    ("numbers", "en", "بلغ 1.3 مليار عام 2026", "reached 1.3 billion", "reached 1,3 billion in 2026"),
    ("same", "en", "نص عربي", "نص عربي", "Arabic text"),
    ("repetition", "en", "نص", "the city the city of the city the city of the city the city", "in the city of the people"),
    ("length", "en", "نص طويل بما يكفي ليحكم عليه القارئ", "Short", "A text long enough to be judged"),
    ("brackets", "en", "نص (قوس)", "a (bracket", "a (bracket)"),
    ("spaces", "en", "نص", "two  spaces", "one space"),
    ("spaces", "en", "نص", "a stop .", "a stop."),
]


@pytest.mark.parametrize(("check", "code", "source", "caught", "fine"), CASES)
def test_caught_and_fine(check, code, source, caught, fine):
    language = get(code)
    assert [f.check for f in run_checks(Subject(source, caught, language), only=[check])] == [check]
    assert list(run_checks(Subject(source, fine, language), only=[check])) == []


def test_every_check_is_tested_and_explained():
    assert set(REGISTRY) - {"glossary"} == {case[0] for case in CASES}
    assert all(check.help for check in REGISTRY.values())


def test_glossary_findings_are_passed_on_and_checks_can_be_skipped():
    finding = Finding(Severity.ERROR, "glossary", "missing")
    subject = Subject("نص", "text", get("en"), glossary=lambda: [finding])
    assert [f.message for f in run_checks(subject)] == ["missing"]
    assert list(run_checks(subject, skip=["glossary"])) == []
