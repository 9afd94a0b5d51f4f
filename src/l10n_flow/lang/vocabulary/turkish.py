"""Turkish words."""

from __future__ import annotations

from l10n_flow.lang.vocabulary.base import Vocabulary
from l10n_flow.text.quantities import NumberWords

_UNITS = "sıfır bir iki üç dört beş altı yedi sekiz dokuz".split()
_TENS = "on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()

NUMBERS = NumberWords(
    values={word: value for value, word in enumerate(_UNITS)}
    | {ten + one: tens * 10 + ones for tens, ten in enumerate(_TENS, 1) for ones, one in enumerate(["", *_UNITS[1:]])}
    | {"ilk": 1, "tek": 1, "çift": 2, "dörd": 4, "düzine": 12, "asır": 100},
    scales={
        "yüz": 100, "bin": 1000, "milyon": 10**6, "mn": 10**6, "milyar": 10**9, "mr": 10**9, "mlr": 10**9, "trilyon": 10**12,
    },
    halves=frozenset({"yarım", "buçuk", "yarı"}), ignored=frozenset({"yüzde", "yüzden", "yüzünden", "binde", "yüzüne", "yüzü"}),
    endings=r"(?:(?:[ıiuü]?nc[ıiuü]|[ae]r|ş[ae]r|l[ae]rc[ae]|lük|lik|luk|l[üuıi]|s[ıiuü])\w*|[dt][ae]n?|[ıiuü](?:n|nü|nı|ni|nu|nde|nda)?|[ae]|[yn][aeıiuü]\w{0,3})?\b",
)  # fmt: skip

VOCABULARY = Vocabulary(
    numbers=NUMBERS,
    months=(
        r"\b[Oo]cak", r"\b[Şş]ubat", r"\b[Mm]art(?!ı[lys]|ının)", r"\b[Nn]isan", r"\b[Mm]ayıs", r"\b[Hh]aziran", r"\b[Tt]emmuz",
        r"\b[Aa]ğustos", r"\b[Ee]yl[üu]l", r"\b[Ee]kim", r"\b[Kk]asım", r"\b[Aa]ralı[kğ]",
    ),
    weekdays=(
        r"\b[Pp]azartesi", r"\b[Ss]alı", r"\b[Çç]arşamba", r"\b[Pp]erşembe", r"\b[Cc]uma(?!rtesi)", r"\b[Cc]umartesi",
        r"\b[Pp]azar(?!tesi|l|ı[nmy]?|cı|da(?!n))",
    ),
    currencies={
        "dollar": r"(?i)dolar|\$|\bUSD|\bsent", "euro": r"(?i)\bavro|\beuro|€|\bEUR\b",
        "pound": r"(?i)\bsterlin|£|\bpound|\bGBP|\bEGP|lira|\bpaund|cüneyh",
        "lira": r"(?i)\blira|₺|\bTRY\b|\bTL\b", "tenge": r"(?i)\btenge|₸|\bKZT", "ruble": r"(?i)\bruble|₽|\bRUB",
        "riyal": r"(?i)\briyal|\bSAR\b|\bQAR\b", "dirham": r"(?i)\bdirhem|\bdirham|\bAED\b|\bMAD\b",
        "dinar": r"(?i)\bd[iı]nar|\bKWD|\bIQD|\bJOD|\bTND|\bBHD|\bLYD|\bDZD", "yuan": r"(?i)\byuan|renminbi|\bCNY|\bRMB|¥",
        "yen": r"(?i)\byen\b|\byen['’]|\byen(?:e|in|i|den|lik)\b|¥|\bJPY", "rupee": r"(?i)\brupi|₹|\bINR",
        "som": r"(?i)\bsom\b|\bsom['’u]|\bsum\b|\bKGS\b|\bUZS\b", "manat": r"(?i)\bmanat|₼|\bAZN", "krone": r"(?i)\bkron",
        "franc": r"(?i)\bfrang|\bfrank|\bCHF\b", "shekel": r"(?i)\bşekel|₪|\bILS\b", "peso": r"(?i)\bpeso",
    },
    percent=r"(?i)%|\byüzde|puan",
    doubled=frozenset("ve bu ile için olan olarak gibi daha ise ancak şu de da".split()),
)  # fmt: skip
