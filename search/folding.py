"""Spellings that a reader cannot see or need not type, made one: case, accents, signs, letters.

The analyser reads every text through `fold` before it looks for words, so that nothing downstream
has to know about them. Nothing here depends on the language of the text.
"""

import unicodedata

APOSTROPHES = frozenset("'’‘‛ʼʻʹʽʾʿ′`´＇｀՚Ꞌꞌ")
HYPHENS = frozenset("-‐‑‒–—―−﹣－⁃")
MEDIAN_POINTS = frozenset("·•‧∙⋅・･ꞏ⸱⸳᛫◦●˙")
LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")

# Letters that Unicode does not take apart although a reader takes them for the plain one.
PLAIN_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "ŧ": "t",
        "ǝ": "ə",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ۃ": "ه",
        "ہ": "ه",
        "ک": "ك",
        "ـ": "",
    }
)


# No alphabet needs more; a text made of all of Unicode shall not fill the memory.
REMEMBERED_CHARACTERS = 2**14


class _Folds(dict):
    """What stands for each character met so far: one sign, several, or none."""

    def __init__(self):
        super().__init__()
        self.uneven = set()

    def __missing__(self, character):
        folded = fold_character(character)
        if len(folded) != 1:
            self.uneven.add(character)
        if len(self) >= REMEMBERED_CHARACTERS:
            # To begin anew, rather than to stop learning: else one odd text would slow all others.
            self.clear()
        self[character] = folded
        return folded


_FOLDS = _Folds()


def fold(text):
    """Return the folded text and, for each of its characters and its end, its offset in `text`.

    The offsets are None where both texts have the same length and order throughout.
    """
    parts = list(map(_FOLDS.__getitem__, text))
    folded = "".join(parts)
    if _FOLDS.uneven.isdisjoint(text):
        return folded, None
    offsets = [place for place, part in enumerate(parts) for _ in part]
    offsets.append(len(text))
    return folded, offsets


def fold_character(character):
    """Return what stands for `character`: letters, digits, an ASCII sign, `·`, space or nothing."""
    category = unicodedata.category(character)
    if category in ("Cn", "Co", "Cs"):
        return " "
    canonical = unicodedata.normalize("NFC", character)
    if len(canonical) == 1:
        character = canonical
    for sign, kinds in (
        ("'", APOSTROPHES),
        ("-", HYPHENS),
        ("·", MEDIAN_POINTS),
        ("\n", LINE_ENDS),
    ):
        if character in kinds:
            return sign
    if category == "Cf":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return _fold_shape(character, category)


def _fold_shape(character, category):
    # Some capitals and their small letters only meet after two rounds (ϔ, ẞ, 𝐀).
    letters = character
    for _ in range(2):
        letters = unicodedata.normalize("NFKD", letters.casefold())
    letters = "".join(each for each in letters if unicodedata.category(each)[0] != "M")
    letters = letters.translate(PLAIN_LETTERS)
    if category[0] in "LM":
        kept = ("'" if each in APOSTROPHES else each for each in letters)
        # One Arabic sign can stand for a sentence (ﷺ); no letter has more than four parts.
        return "".join(each for each in kept if each == "'" or each.isalnum())[:4]
    if category[0] == "N":
        return letters if letters.isalnum() else " "
    return letters if len(letters) == 1 and "!" <= letters <= "~" else " "
