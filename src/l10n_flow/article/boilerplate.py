"""Lines that an Arabic news site puts around an article. Whole lines only: prose that holds such words stays."""

from __future__ import annotations

import re

from l10n_flow.text.arabic import fold

SECTION_LABEL = "section label"
_SECTION = (
    "العالم|سياسة|السياسة|اقتصاد|الاقتصاد|رياضة|الرياضة|ثقافة|الثقافة|منوعات|أخبار|الأخبار|محليات|المحليات|دولي|دولية|عربي|"
    "عربي ودولي|عرب وعالم|تقارير|مقالات|رأي|آراء|تحقيقات|تكنولوجيا|علوم|صحة|الصحة|فن|فنون|مجتمع|المجتمع|الرئيسية|سياحة|تعليم|"
    "عاجل|أخبار العالم|الشرق الأوسط|آسيا|أوروبا|أفريقيا|حوادث|بيئة|طاقة"
)
_MONTH = (
    "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون الثاني|شباط|آذار|نيسان|أيار|"
    "حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
)
_CLOCK = r"(?:[ ،,|-]*(?:الساعة )?\d{1,2}[:.]\d{2}(?: ?(?:ص|م|صباحا|مساء|بتوقيت \S+))?)?"
_DATE = (
    r"(?:(?:السبت|ال[أا]حد|الاثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة)[، ]*)?"
    rf"\d{{1,4}}[ /.-]+(?:{_MONTH}|\d{{1,2}})[ /.-]+\d{{2,4}}{_CLOCK}"
)
_NETWORK = (
    r"فيسبوك|تويتر|واتس ?اب|تيليجرام|تيليغرام|تلغرام|لينكدإن|إكس|إنستغرام|يوتيوب"
    r"|facebook|twitter|whatsapp|telegram|instagram|share|x"
)
# (what it is, pattern of the whole line after folding). A tail that is free must hang on a word no prose begins with:
# "نشر ..." and "شارك ..." open headlines and sentences.
_PATTERNS = (
    (SECTION_LABEL, rf"(?:(?:{_SECTION})[\s/|›»>،-]*){{1,4}}"),
    (
        "comment form",
        r"(?:اترك|أضف|اكتب|أرسل) (?:تعليق|رد)(?:ا|ك)?|لن يتم نشر عنوان بريدك ال[إا]لكتروني.*|الحقول ال[إا]لزامية.*",
    ),
    (
        "comment form",
        r"(?:الاسم|البريد ال[إا]لكتروني|الموقع ال[إا]لكتروني|التعليق|تعليق) ?\*?|احفظ اسمي.*|إرسال التعليق|التعليقات مغلقة"
        r"|(?:ال)?تعليقات ?[(:]? ?\d* ?\)?|\d+ تعليق(?:ات)?",
    ),
    ("back to top", r"زر الذهاب إلى الأعلى|(?:العودة|الذهاب) إلى الأعلى|إلى الأعلى"),
    (
        "share buttons",
        rf"(?:شارك|مشاركة|انشر|شاركها|تابعنا)(?: (?:هذا )?(?:الخبر|المقال|الموضوع))?"
        rf"(?: (?:على|عبر) (?:{_NETWORK}|مواقع التواصل|وسائل التواصل|صفحاتنا).{{0,40}})?:?",
    ),
    ("share buttons", rf"(?:{_NETWORK}|طباعة|نسخ الرابط|[\s|/،-])+"),
    (
        "read also",
        r"(?:[إا]قر[أا] (?:أيضا|المزيد|كذلك)|(?:مواضيع|مقالات|أخبار) ذات صلة|ذات صلة)(?:\b.{0,120})?"
        r"|المزيد(?: من (?:الأخبار|المقالات|التفاصيل))?|(?:المقال |الخبر )?(?:السابق|التالي)",
    ),
    (
        "tags",
        r"الوسوم\b.{0,160}|(?:وسوم|كلمات (?:مفتاحية|دلالية)|tags?)(?: ?:.{0,160})?"
        r"|#[^\s#]+(?:\s*#[^\s#]+)*",
    ),
    (
        "copyright",
        r"(?:©|\(c\)).{0,120}"
        r"|(?:(?:جميع|كافة) )?(?:الحقوق|حقوق (?:النشر|الطبع)(?: والنشر)?) محفوظة(?: (?:ل|©|\d|\().{0,80})?",
    ),
    (
        "subscription",
        r"(?:اشترك|سجل|انضم)(?: الآن| معنا)?(?: في| إلى| على)?"
        r" (?:نشرتنا|النشرة|قناتنا|القائمة البريدية|قائمتنا|صفحتنا|بريدك).{0,60}"
        r"|(?:اشترك|سجل|انضم) (?:الآن|معنا)|النشرة البريدية",
    ),
    ("advertisement", r"إعلان(?:ات)?|إعلان ممول|advertisement"),
    (
        "date stamp",
        rf"(?:(?:نشر|تم النشر|آخر تحديث|تاريخ النشر)(?: في| يوم| بتاريخ)?[ :]*)?(?:{_DATE})|تم النشر|آخر تحديث"
        r"|[\d/.:\-\s|،مص]{8,40}",
    ),
    (
        "page furniture",
        r"(?:تحميل|جاري التحميل|اضغط هنا.{0,60}|بحث|القائمة|الصفحة الرئيسية|منذ \S+ \S{0,8}|\d+ دقيقة قراءة|\d+ مشاهدة)",
    ),
)


def _folded(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"[\u0600-\u06ff]+", lambda word: fold(word.group()).text, pattern), re.IGNORECASE)


_COMPILED = tuple((what, _folded(pattern)) for what, pattern in _PATTERNS)


def boilerplate(line: str) -> str:
    """What kind of boilerplate a line is, or ""."""
    if len(line) > 400:
        return ""
    text = fold(line).text.strip(" .:…")
    if not any(char.isalnum() for char in text):
        return "a line without words"
    if len(text) > 240 or (line.rstrip().endswith(".") and "،" in line):
        return ""  # a sentence with a clause is prose, whatever it begins with
    return next((what for what, pattern in _COMPILED if pattern.fullmatch(text)), "")
