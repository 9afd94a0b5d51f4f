"""Add a check: a telephone number that lost its country code."""

import re
from pathlib import Path

from l10n_flow import checks
from l10n_flow.model import Severity

PAIR = 'msgid "اتصل على +7 717 255"\nmsgstr "Arayın: {}"\n'
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: tr\\n"\n\n'


def telephone(subject):
    """A telephone number of the source, written with + and its country code, that the translation writes without."""
    for code in re.findall(r"\+(\d{1,3})\b", subject.source):
        if f"+{code}" not in subject.target:
            yield f"country code lost: +{code}"


def test_add_a_check(call):
    checks.register(checks.Check("telephone", Severity.WARNING, telephone))
    Path("a.po").write_text(HEADER + PAIR.format("717 255"), encoding="utf-8")
    assert call("check", "a.po", "--only", "telephone") == (
        1, "a.po:4: warning: telephone: country code lost: +7\n1 finding (1 warning) in 1 catalog\n",
    )  # fmt: skip
    Path("a.po").write_text(HEADER + PAIR.format("+7 717 255"), encoding="utf-8")
    assert call("check", "a.po", "--only", "telephone")[0] == 0
    assert "A telephone number of the source" in call("check", "--explain", "telephone")[1]
