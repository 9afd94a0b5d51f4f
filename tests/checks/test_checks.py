"""Each check, on what it must catch and on what it must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.checks import ALL, CROSS, REGISTRY, Subject, run_checks, run_cross_checks
from l10n_flow.lang import codes, get
from l10n_flow.model import Finding, Severity

QUESTION = "هل وصل الوفد إلى العاصمة؟"
TIME = "يبدأ الاجتماع عند الساعة 3 مساءً في قاعة المؤتمرات"

CASES = [
    # check, language, source, caught, fine
    ("empty", "en", "نص", " ", "text"),
    ("mask", "en", "نص", "a ⟦1⟧ b", "a [1] b"),
    ("mask", "en", "نص", "a <unk>", "a < b"),
    ("mask", "tr", "نص", "XQ2 geldi", "XQ geldi"),
    ("mask", "kk", "نص", "90001 келді", "900 келді"),
    ("residue", "tr", "هل؟", "Mi؟", "Mi?"),
    ("residue", "en", "5٪", "5٪", "5%"),
    ("residue", "kk", "نص", "мәтін نص", "мәтін"),
    ("script", "kk", "نص", "Қaзақстан", "Қазақстан YDA Holding"),
    ("script", "tr", "نص", "Anкara", "Ankara’ya ığüşöç"),
    ("script", "en", "نص", "Аnkara", "Erdoğan"),
    ("language", "en", "نص", "Bakan, iki ülke arasındaki ticaretin arttığını söyledi.", "The minister said trade between the two countries grew."),
    ("language", "tr", "نص", "The minister said trade between the two countries grew.", "Bakan, iki ülke arasındaki ticaretin arttığını söyledi."),
    ("language", "kk", "نص", "The minister said trade between the two countries grew.", "Министр екі ел арасындағы сауданың өскенін айтты."),
    ("links", "en", "على https://example.org/a?id=7.", "at https://exampel.org/a?id=7.", "at https://example.org/a?id=7."),
    ("links", "tr", "كتب @example_kz", "@example_tr yazdı", "@example_kz yazdı"),
    ("links", "kk", "راسل press@example.kz", "press@example.com жазыңыз", "press@example.kz жазыңыз"),
    ("links", "tr", "موقع weather.example.com", "weather.exampel.com sitesi", "Weather.example.com sitesi"),
    ("tags", "en", "<b>نص</b>", "<b>text", "<b>text</b>"),
    ("tags", "tr", "<b><i>نص</i></b>", "<b><i>metin</b></i>", "<b><i>metin</i></b>"),
    ("tags", "kk", "مرحبا {name}", "Сәлем {аты}", "Сәлем {name}"),
    ("newlines", "en", "نص\nنص", "text text", "text\ntext"),
    ("newlines", "kk", "نص", "мәтін\\n", "мәтін"),
    ("numbers", "en", "بلغ 1.3 مليار عام 2026", "reached 1.3 billion", "reached 1,3 billion in 2026"),
    ("numbers", "en", "بلغ 5 مليارات", "reached 5 million", "reached $5bn"),
    ("numbers", "tr", "٢٥ شخصاً", "26 kişi", "yirmi beş kişi"),
    ("numbers", "kk", "820 ألف شخص", "82 мың адам", "820 000 адам"),
    ("numbers", "en", "مليونين ونصف المليون", "3.5 million", "2.5 million"),
    ("numbers", "tr", "ألفين", "3000", "2000"),
    ("numbers", "kk", "في القرن 19", "XX ғасырда", "ХІХ ғасырда"),
    ("numbers", "tr", TIME, "saat 16.00'da", "saat 15.00'te"),
    ("numbers", "en", "في ثمانينيات القرن العشرين", "in the 1990s", "in the 1980s"),
    ("numbers", "kk", "550 رطلاً", "550 фунт, 249 кг", "550 фунт (249 кг)"),
    ("numbers", "en", "بين 1950 و1953", "from 1950-54", "from 1950-53"),
    ("numbers", "tr", "مليوناً و750 ألف جنيه", "1,7 milyon", "1 milyon 750 bin"),
    ("numbers", "en", "30،000 كوري", "3,000 Koreans", "30,000 Koreans"),
    ("percent", "en", "ارتفع 5٪", "rose 5", "rose 5 percent"),
    ("percent", "tr", "ارتفع 5 في المئة", "5% arttı", "%5 arttı"),
    ("percent", "kk", "ارتفع 5 بالمائة", "5 есе өсті", "5 пайызға өсті"),
    ("currency", "en", "5 دولارات", "5 euros", "$5"),
    ("currency", "tr", "مليون يورو", "1 milyon dolar", "1 milyon avro"),
    ("currency", "kk", "مليار تنغي", "1 млрд рубль", "1 млрд теңге"),
    ("dates", "en", "في 5 تشرين الثاني", "on 5 October", "on 5 November"),
    ("dates", "tr", "يوم الثلاثاء", "çarşamba günü", "salı günü"),
    ("dates", "kk", "في 12 يونيو", "12 шілдеде", "12.06 күні"),
    ("same", "en", "نص عربي", "نص عربي", "Arabic text"),
    ("repetition", "en", "نص", "the city the city of the city the city of the city the city", "in the city of the people"),
    ("repetition", "en", "نص", "in the the city", "he said that that was so"),
    ("repetition", "tr", "نص", "iki ülke lideri iki ülke lideri görüştü", "yavaş yavaş iki ülke lideri görüştü"),
    ("repetition", "kk", "نص", "бұл туралы туралы айтты", "жиі жиі айтты"),
    ("length", "en", "نص طويل بما يكفي ليحكم عليه القارئ", "Short", "A text long enough to be judged"),
    ("length", "tr", "نص طويل بما يكفي ليحكم عليه القارئ", "uzun " * 30, "Okurun değerlendireceği kadar uzun metin"),
    ("letters", "tr", "نص", "Istanbul'da", "İstanbul'da, Irak ve Isparta'da"),
    ("letters", "tr", "نص", "TÜRKIYE", "TÜRKİYE, IRAK, UNICEF"),
    ("letters", "tr", "نص", "i̇stanbul", "istanbul"),
    ("letters", "tr", "نص", "gelıştirdi", "yüzyılın denizkızı"),
    ("letters", "tr", "نص", "ülkelerin başkanlarinin", "arasındaki saatleri, kıymetli"),
    ("letters", "kk", "نص", "бұл oc туралы", "бұл ос, HOPE, iPhone туралы"),
    ("end", "en", QUESTION, "The delegation arrived.", "Has it arrived?"),
    ("end", "tr", "قال الوزير:", "Bakan dedi", "Bakan şöyle dedi:"),
    ("end", "kk", "وصل الوفد.", "Делегация келді", "Делегация келді."),
    ("end", "kk", "وصل الوفد.", "Делегация келді ме?", "«Делегация келді»."),
    ("end", "en", "قال «وصل الوفد».", "He said “it came”, and", "He said “it came.”"),
    ("end", "tr", "هل انتهى؟\n", "Bitti.\n", "Bitti mi?\n"),
    ("end", "tr", "وقال إنه انتهى.\n", "Bittiğini söyledi\n", "Bittiğini söyledi.\n"),
    ("punctuation", "en", "نص", "a,, b", "a U.S., b"),
    ("punctuation", "tr", "نص", ", metin", "...metin"),
    ("punctuation", "kk", "نص", "мәтін，бар", "мәтін, бар"),
    ("quotes", "en", "«نص»", "«text»", "“text”"),
    ("quotes", "tr", "«نص»", "«metin»", "\"metin\""),
    ("quotes", "kk", "«نص»", "‘мәтін’", "«мәтін»"),
    ("quotation", "en", "«نص»", "text", "'text'"),
    ("quote-style", "en", "«نص»", "\"text\"", "“text”"),
    ("quote-style", "kk", "«نص»", "“мәтін“", "«мәтін»"),
    ("quote-style", "tr", "«نص»", "”metin“", "“metin”"),
    ("brackets", "en", "نص (قوس)", "a (bracket", "a (bracket)"),
    ("brackets", "tr", "«نص»", "“metin", "“metin”"),
    ("brackets", "kk", "«نص»", "«мәтін", "«мәтін»"),
    ("brackets", "en", "«نص", "\"a\" (b", "“goes on"),
    ("dashes", "en", "نص", "a -- b", "a — b"),
    ("dashes", "tr", "- نص", "metin", "- metin"),
    ("dashes", "kk", "نص", "бұл– мәтін", "бұл – мәтін"),
    ("bidi", "en", "نص", "a\u200f b", "a b"),
    ("bidi", "kk", "نص", "мә\u200bтін", "мәтін"),
    ("spaces", "en", "نص", "two  spaces", "one space"),
    ("links", "tr", "موقع www.aa.com.tr", "www.aa.com'da", "www.aa.com.tr'de"),
    ("links", "kk", "موقع inform.kz", "inform.org-те", "inform.kz-те"),
    ("mask", "en", "٩٠٠٠٠ لاجئ، ثم ٩٠٬٠٠٣", "90001 refugees", "90000 refugees, then 90003"),
    ("script", "en", "نص", "Hаwaiʻi", "Hawaiʻi, Qurʾan and ʿAli"),
    ("currency", "en", "ريال مدريد دفع مليون دولار", "Real Madrid paid a million", "Real Madrid paid $1m"),
    ("currency", "en", "مليون ريال", "a million dollars", "a million Saudi riyals"),
    ("dates", "en", "شركة نيسان في 12 مايو", "Nissan in June", "Nissan on 12 May"),
    ("dates", "en", "مايو كلينك في شهر أبريل", "Mayo Clinic in June", "Mayo Clinic in April"),
    ("dates", "tr", "في نهاية شهر مارس", "martıların sonunda", "martın sonunda"),
    ("dates", "tr", "منذ يوم الأحد", "pazarda", "Pazardan beri"),
    ("dates", "tr", "يوم السبت", "CUMA GÜNÜ", "CUMARTESİ GÜNÜ"),
    ("letters", "tr", "نص", "sokaklarinda", "popülaritesi, dolarizasyon, sekülarizm"),
    ("letters", "tr", "نص", "TÜRKIYE YÜZYILI", "TÜRKİYE YÜZYILI, sinirli bir menkıbe"),
    ("punctuation", "en", "نص", "the corporation., said", "Apple Corp., said Prof., Dr."),
    ("bidi", "en", "👨‍👩‍👧 نص", "👨‍👩‍👧 te\u200dxt", "👨‍👩‍👧 text"),
    ("bidi", "en", "نص", "👨‍👩‍👧 text", "👨 text"),
    ("numbers", "en", "عند الساعة 20:00", "at 9 p.m.", "at 8 p.m."),
    ("numbers", "en", "عند الساعة 20:30", "at 8:30 a.m.", "at 8:30pm"),
    ("spaces", "en", "نص", "a stop .", "a stop."),
    ("spaces", "en", "نص\n", " text\n", "text\n"),
    ("spaces", "en", " نص", " text ", "text"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "code", "source", "caught", "fine"), CASES)
def test_caught_and_fine(check, code, source, caught, fine):
    language = get(code)
    assert check in {f.check for f in run_checks(Subject(source, caught, language), only=[check])}
    assert list(run_checks(Subject(source, fine, language), only=[check])) == []


def test_every_check_is_tested_and_explained():
    assert set(REGISTRY) - {"glossary"} == {case[0] for case in CASES}
    assert all(check.help for check in ALL.values())


def test_glossary_findings_are_passed_on_and_checks_can_be_skipped():
    finding = Finding(Severity.ERROR, "glossary", "missing")
    subject = Subject("نص", "text", get("en"), glossary=lambda: [finding])
    assert [f.message for f in run_checks(subject)] == ["missing"]
    assert list(run_checks(subject, skip=["glossary"])) == []


GOOD = [
    ("en", "وقال الوزير إن بلاده استثمرت 2.5 مليار دولار منذ 12 حزيران 2026.", "The minister said his country had invested $2.5bn since 12 June 2026."),
    ("tr", "وقال الوزير إن بلاده استثمرت 2.5 مليار دولار منذ 12 حزيران 2026.", "Bakan, ülkesinin 12 Haziran 2026'dan bu yana 2,5 milyar dolar yatırım yaptığını söyledi."),
    ("kk", "وقال الوزير إن بلاده استثمرت 2.5 مليار دولار منذ 12 حزيران 2026.", "Министр елінің 2026 жылғы 12 маусымнан бері 2,5 млрд доллар инвестиция салғанын айтты."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "source", "target"), GOOD)
def test_a_good_translation_has_no_finding(code, source, target):
    assert list(run_checks(Subject(source, target, get(code)))) == []


INCONSISTENT = [
    # (source, target) pairs, places with a finding
    ([("اتفاق جديد", "New agreement"), ("اتفاق جديد", "New deal")], [1]),
    ([("إتفاق جديد.", "New agreement"), ("اتفاق جديد", "new agreement.")], []),
    ([("ارتفعت أسعار النفط", "Oil prices went up"), ("وصل الوفد أمس", "Oil prices went up")], [1]),
    ([("وقال الوزير ذلك أمس", "the minister said so yesterday"), ("قال الوزير ذلك أمس", "The minister said so yesterday.")], []),
    ([("زار 12 وفداً المعرض", "12 delegations visited the fair"), ("زار 13 وفداً المعرض", "12 delegations visited the fair")], [1]),
    ([("نعم", "yes"), ("أجل", "yes")], []),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "places"), INCONSISTENT)
def test_inconsistent(pairs, places):
    subjects = [Subject(source, target, get("en")) for source, target in pairs]
    assert [place for place, _ in run_cross_checks(subjects)] == places
    assert list(run_cross_checks(subjects, skip=list(CROSS))) == []


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(codes()))
def test_any_text_can_be_checked(source, target, code):
    subject = Subject(source, target, get(code))
    for finding in run_checks(subject, skip=["language"]):
        assert finding.message and finding.check in REGISTRY
    list(run_cross_checks([subject, subject]))
