"""Lines that an Arabic news site puts around an article. Whole lines only: prose that holds such words stays."""

from __future__ import annotations

import re

from l10n_flow.text.arabic import fold

_SECTION = (
    "العالم|سياسة|السياسة|اقتصاد|الاقتصاد|رياضة|الرياضة|ثقافة|الثقافة|منوعات|أخبار|الأخبار|محليات|المحليات|دولي|دولية|عربي|"
    "عربي ودولي|عرب وعالم|تقارير|مقالات|رأي|آراء|تحقيقات|تكنولوجيا|علوم|صحة|الصحة|فن|فنون|مجتمع|المجتمع|الرئيسية|سياحة|تعليم|"
    "عاجل|أخبار العالم|الشرق الأوسط|آسيا|أوروبا|أفريقيا|حوادث|بيئة|طاقة"
)
# (what it is, pattern of the whole line after folding)
_PATTERNS = (
    ("section label", rf"(?:(?:{_SECTION})[\s/|›»>،-]*){{1,4}}"),
    (
        "comment form",
        r"(?:اترك|أضف|اكتب) (?:تعليق|رد)(?:ا|ك)?|لن يتم نشر عنوان بريدك ال[إا]لكتروني.*|الحقول ال[إا]لزامية.*",
    ),
    (
        "comment form",
        r"(?:الاسم|البريد ال[إا]لكتروني|الموقع ال[إا]لكتروني|التعليق|تعليق) ?\*?|احفظ اسمي.*|إرسال التعليق|التعليقات.{0,12}",
    ),
    ("back to top", r"زر الذهاب إلى الأعلى|(?:العودة|الذهاب) إلى الأعلى|إلى الأعلى"),
    ("share buttons", r"(?:شارك|مشاركة|انشر|شاركها|شارك الخبر|شارك المقال|تابعنا)(?: (?:على|عبر|هذا).{0,60})?:?"),
    (
        "share buttons",
        r"(?:فيسبوك|تويتر|واتساب|تيليجرام|تلغرام|لينكدإن|إكس|طباعة|نسخ الرابط|facebook|twitter|whatsapp|telegram|\s|[|/،-])+",
    ),
    (
        "read also",
        r"(?:[إا]قر[أا] (?:أيضا|المزيد|كذلك)|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|ذات صلة|المزيد)\b.{0,120}",
    ),
    ("tags", r"(?:الوسوم|وسوم|كلمات (?:مفتاحية|دلالية)|tags?) ?:?.{0,160}|(?:#\S+\s*)+"),
    ("copyright", r"(?:©|\(c\)|جميع الحقوق محفوظة|حقوق النشر|كافة الحقوق).{0,120}"),
    ("subscription", r"(?:اشترك|سجل|انضم)(?: الآن| معنا| في| إلى| على).{0,80}|النشرة البريدية"),
    ("advertisement", r"إعلان(?:ات)?|إعلان ممول|advertisement"),
    ("date stamp", r"(?:نشر(?: في)?|آخر تحديث|تاريخ النشر|تم النشر)\b.{0,60}|[\d/.:\-\s|،مص]{8,40}"),
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
    text = fold(line).text.strip(" .:…")
    if not text or len(text) > 240:
        return ""
    return next((what for what, pattern in _COMPILED if pattern.fullmatch(text)), "")
