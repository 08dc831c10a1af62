"""Arabic: stop words, the article and the particles before it, feminine and broken plurals."""

from search.languages.rules import END_OF_WORD, Rules, families, forms, words

STOP_WORDS = words("""
    في من علي الي عن مع او ثم ان هذا هذه ذلك التي الذي الذين هو هي هم قد كان بين و
""")
CANONICAL = families(
    # Snowball strips the article, but not behind every particle, and then stems by other rules.
    (r"^(?:ال(?=..)|[وف]?لل(?=..)|[وف]?[بك]?ال(?=...))", ""),
    (r"^ال(?=..)", ""),
    # A woman loses her first letter behind the article.
    (r"^امراه$", "مراه"),
    (r"(?<=..)ي(?:ين|ون|ه|ات)$", "ي"),
    (r"(?<=...)ات$", "ه"),
    (r"(?<=....)[يو]ن$", ""),
)
# Broken plurals of the world of work, by what Snowball leaves of them.
BROKEN_PLURALS = forms("""
    عامل=عمال حق=حقوق اجر=اجور مصنع=مصانع قانون=قوان,قوانين عقد=عقود لجن=لجان عمل=اعمال شرط=شروط
    ظرف=ظروف راتب=رواتب مطلب=مطالب طالب=طلاب حزب=احزاب شهر=شهور,اشهر حكم=احكام خبر=اخبار
    سبب=اسباب سعر=اسعار زميل=زملاء رفيق=رفاق مكتب=مكاتب موقع=مواقع فرع=فروع بنك=بنوك مركز=مراكز
    شعب=شعوب رجل=رجال طفل=اطفال عضو=اعضاء صوت=اصوات وضع=اوضاع يوم=ايام قسم=اقسام مرض=امراض
    ربح=ارباح معمل=معامل مسوول=مسيول مشروع=مشاريع مستشفي=مستشفيات مرا=نساء
""")
# to and by, written in one with the word; never of so short a word that the letter may be its own.
PARTICLES = families((r"^[لب](?=.{4})", ""))


def finished(stem):
    """Return the stem without particle, in the singular where the plural is another word."""
    stem = PARTICLES(stem)
    return BROKEN_PLURALS.get(stem, stem)


def neutral(base, tail):
    """Return the word before the ending of the other gender: العاملين/ات."""
    return (base, len(tail)) if len(base) > 2 else None


RULES = Rules(
    stop_words=STOP_WORDS,
    tail=rf"(?:[·/\-(])(?:ات|ين|ون|يه|ه|ي)\)?{END_OF_WORD}",
    neutral=neutral,
    canonical=CANONICAL,
    finished=finished,
)
