"""English words."""

from __future__ import annotations

from l10n_flow.lang.vocabulary.base import Vocabulary
from l10n_flow.text.quantities import NumberWords

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20, "thirtieth": 30,
    "both": 2, "twice": 2, "pair": 2, "couple": 2, "double": 2, "triple": 3, "dozen": 12, "decade": 10, "single": 1,
    "decades": 20, "century": 100,
}  # fmt: skip

NUMBERS = NumberWords(
    values={word: value for value, word in enumerate(_UNITS)}
    | {word: value * 10 for value, word in enumerate(_TENS, 2)}
    | {word[:-1] + "ieth": value * 10 for value, word in enumerate(_TENS, 2)}
    | _ORDINALS,
    scales={
        "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "mln": 10**6,
        "billion": 10**9, "b": 10**9, "bn": 10**9, "bln": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12,
    },
    halves=frozenset({"half"}), joiners=frozenset({"and", "a", "of"}), endings=r"(?:th|s|fold)\b",
)  # fmt: skip

VOCABULARY = Vocabulary(
    numbers=NUMBERS,
    months=(
        r"\bJan(?:uary|\b)", r"\bFeb(?:ruary|\b)", r"\bMar(?:ch|\b)", r"\bApr(?:il|\b)", r"\bMay\b", r"\bJune?\b",
        r"\bJuly?\b", r"\bAug(?:ust|\b)", r"\bSept?(?:ember|\b)", r"\bOct(?:ober|\b)", r"\bNov(?:ember|\b)",
        r"\bDec(?:ember|\b)",
    ),
    weekdays=(
        r"\bMon(?:day|\b)", r"\bTue(?:s(?:day)?|\b)", r"\bWed(?:nesday|\b)", r"\bThu(?:rs(?:day)?|\b)", r"\bFri(?:day|\b)",
        r"\bSat(?:urday|\b)", r"\bSun(?:day|\b)",
    ),
    currencies={
        "dollar": r"(?i)dollar|\$|\bUSD|\bbucks?\b|\bcents?\b", "euro": r"(?i)\beuros?\b|€|\bEUR\b",
        "pound": r"(?i)\bpounds?\b|£|\bGBP|\bEGP|sterling|\bquid\b|\bLE\b",
        "lira": r"(?i)\blira|\bliras?\b|₺|\bTRY\b|\bTL\b", "tenge": r"(?i)\btenge|₸|\bKZT", "ruble": r"(?i)\brou?ble|₽|\bRUB",
        "riyal": r"(?i)\briy?al|\bSAR\b|\bQAR\b|\bIRR\b|\bOMR\b", "dirham": r"(?i)\bdirham|\bAED\b|\bMAD\b",
        "dinar": r"(?i)\bdinar|\bKWD|\bIQD|\bJOD|\bTND|\bBHD|\bLYD|\bDZD", "yuan": r"(?i)\byuan|renminbi|\bCNY|\bRMB|¥",
        "yen": r"(?i)\byen\b|¥|\bJPY", "rupee": r"(?i)\brupee|₹|\bINR", "som": r"(?i)\bsoms?\b|\bsums?\b|\bKGS\b|\bUZS\b",
        "manat": r"(?i)\bmanats?\b|₼|\bAZN", "krone": r"(?i)\bkron[aeo]", "franc": r"(?i)\bfrancs?\b|\bCHF\b",
        "shekel": r"(?i)shekel|₪|\bILS\b", "peso": r"(?i)\bpesos?\b",
    },
    percent=r"(?i)%|\bper ?cent|\bpercent|\bpct\b|\bpp\b|basis points",
    doubled=frozenset("the a an of to and in on at for with by from is are was were be this which it he she they".split()),
)  # fmt: skip
