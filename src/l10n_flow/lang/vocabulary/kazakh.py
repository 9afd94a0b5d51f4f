"""Kazakh words."""

from __future__ import annotations

from l10n_flow.lang.vocabulary.base import Vocabulary
from l10n_flow.text.quantities import NumberWords

_UNITS = "нөл бір екі үш төрт бес алты жеті сегіз тоғыз".split()
_TENS = "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан".split()

NUMBERS = NumberWords(
    values={word: value for value, word in enumerate(_UNITS)}
    | {word: value * 10 for value, word in enumerate(_TENS, 1)}
    | {"алғашқы": 1, "жалғыз": 1, "қос": 2, "төрте": 4, "жете": 7, "дюжина": 12},
    scales={
        "жүз": 100, "мың": 1000, "миллион": 10**6, "млн": 10**6, "миллиард": 10**9, "млрд": 10**9, "триллион": 10**12,
        "трлн": 10**12,
    },
    halves=frozenset({"жарты", "жарым", "жартысы"}), joiners=frozenset({"және", "мен"}),
    endings=r"(?:(?:[ыі]?нш[іы]|[ае]у|д[ае]ғ|[дт][ае]й|[дт][ыі]қ|[дт][ыі]к|л[ыі][қк]|[ыі])\w*|[дт][ае]н?|[дтн][ыі]ң?|[ғгқк][ае]|[ау]|н[ыіа]\w?)?\b",
)  # fmt: skip

VOCABULARY = Vocabulary(
    numbers=NUMBERS,
    months=(
        r"(?i)\bқаңтар", r"(?i)\bақпан", r"(?i)\bнаурыз", r"(?i)\bсәуір", r"(?i)\bмамыр", r"(?i)\bмаусым", r"(?i)\bшілде",
        r"(?i)\bтамыз", r"(?i)\bқыркүйек|\bқыркүйег", r"(?i)\bқазан", r"(?i)\bқараша", r"(?i)\bжелтоқсан",
    ),
    weekdays=(
        r"(?i)\bдүйсенбі", r"(?i)\bсейсенбі", r"(?i)\bсәрсенбі", r"(?i)\bбейсенбі", r"(?i)\bжұма", r"(?i)\bсенбі",
        r"(?i)\bжексенбі",
    ),
    currencies={
        "dollar": r"(?i)доллар|\$|\bUSD|цент", "euro": r"(?i)\b[еэ][ву]ро(?!п)|€|\bEUR\b",
        "pound": r"(?i)\bфунт|£|\bGBP|\bEGP|стерлинг|гине",
        "lira": r"(?i)\bлира|₺|\bTRY\b|\bфунт", "tenge": r"(?i)\bтеңге|₸|\bKZT|\bтг\b", "ruble": r"(?i)\bрубль|\bрубл|₽|\bRUB",
        "riyal": r"(?i)\bриал|\bрия|\bSAR\b|\bQAR\b", "dirham": r"(?i)\bд[иі]рхам|\bдирһам|\bдірһам|\bAED\b|\bMAD\b",
        "dinar": r"(?i)\bдинар|\bKWD|\bIQD|\bJOD|\bTND|\bBHD|\bLYD|\bDZD", "yuan": r"(?i)\bюан|женьминьби|\bCNY|\bRMB|¥",
        "yen": r"(?i)\bиен|\bйен|¥|\bJPY", "rupee": r"(?i)\bрупи|₹|\bINR", "som": r"(?i)\bсом|\bсум|\bKGS\b|\bUZS\b",
        "manat": r"(?i)\bманат|₼|\bAZN", "krone": r"(?i)\bкрон", "franc": r"(?i)\bфранк|\bCHF\b",
        "shekel": r"(?i)\bшекел|₪|\bILS\b", "peso": r"(?i)\bпесо",
    },
    percent=r"(?i)%|пайыз|процент|\bпайз",
    doubled=frozenset("және мен үшін бұл деп осы туралы бойынша болып сондай ретінде".split()),
)  # fmt: skip
