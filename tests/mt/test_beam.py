"""How wide the engine searches, and what that costs."""

from dataclasses import replace

import pytest

from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.engine import Translator

TEXTS = [
    "وصل الرئيس إلى أنقرة",
    "34 مليار دولار",
    "وصل",
    "قال الرئيس إن 34 مليار دولار وصل إلى أنقرة",
    "إلى أنقرة يوم الثلاثاء",
]


def ask(translator, texts, **options):
    return list(translator.translate(texts, source="ar", target="en", **options))


def test_more_hypotheses_of_the_same_beam_cost_nothing(packages):
    translator = Translator(packages, threads=1, decoding=Decoding(beam=4))
    best = ask(translator, TEXTS)
    calls = translator.calls
    more = ask(translator, TEXTS, hypotheses=4)
    assert translator.calls == calls and [found[:1] for found in more] == best
    assert {len(found) for found in best} == {1}
    ask(translator, TEXTS[:2], hypotheses=5)
    assert translator.calls == calls + 2, "a wider beam is another search"


def test_a_narrower_beam_than_the_package_asks_for(packages):
    package = replace(packages[0], decoding=(("beam", 6),))
    wide, narrow = Translator([package]), Translator([package], beam=1)
    assert narrow.signature("ar", "en") != wide.signature("ar", "en")
    greedy = Translator([replace(package, decoding=())], decoding=Decoding(beam=1))
    assert ask(narrow, TEXTS) == ask(greedy, TEXTS) != ask(wide, TEXTS)


@pytest.mark.parametrize("beam", [1, 4])
@pytest.mark.parametrize("penalty", [0.6, 2.0])
def test_scores_are_means_whatever_the_length_penalty(packages, beam, penalty):
    """A hypothesis that two searches find has one score in both; the penalty only says which is preferred."""

    def scores(penalty):
        translator = Translator(packages, threads=1, decoding=Decoding(beam=beam, length_penalty=penalty))
        return [{one.text: one.score for one in found} for found in ask(translator, TEXTS, hypotheses=beam)]

    shared = 0
    for mean, other in zip(scores(1.0), scores(penalty), strict=True):
        for text in mean.keys() & other.keys():
            shared += 1
            assert other[text] == pytest.approx(mean[text], abs=0.002)
    assert shared >= len(TEXTS)
