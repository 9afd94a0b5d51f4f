import pytest

from l10n_flow.catalog import last_translator, person

HEADERS = [
    ({}, "", ""), ({"Last-Translator": "FULL NAME <EMAIL@ADDRESS>"}, "", ""), ({"Last-Translator": " "}, "", ""),
    ({"Last-Translator": "Ayşe Yılmaz <a@example.com>"}, "Ayşe Yılmaz <a@example.com>", "Ayşe Yılmaz"),
    ({"Last-Translator": "Ерлан"}, "Ерлан", "Ерлан"), ({"Last-Translator": "<e@example.com>"}, "<e@example.com>", "e@example.com"),
    ({"Last-Translator": "A <B> <a@example.com> "}, "A <B> <a@example.com>", "A <B>"),
]  # fmt: skip


@pytest.mark.parametrize(("metadata", "signed", "name"), HEADERS)
def test_who_signed(metadata, signed, name):
    assert (last_translator(metadata), person(signed)) == (signed, name)
