"""Passages in another language that do not say so.

Arabic is known by its letters, the others by their small words: those that only one of the site's
languages has. It takes several of them, and none of the page's own, before anything is said: a
quotation that is missed does less harm than a remark that is wrong.
"""

import re
from collections.abc import Iterator

from cms.settings.languages import LANGUAGE_BY_CODE
from cms.writing.findings import Finding, shortened
from cms.writing.lines import lines_of
from cms.writing.texts import Kind, Reading

FEWEST_WORDS = 4
FEWEST_LATIN_WORDS = 6  # on an Arabic page: names and addresses have fewer
FEWEST_HITS = 2
LEAST_SHARE = 0.25

_ALL_SMALL_WORDS = {
    "fr": """le la les l des du un une et est sont dans pour que qui avec sur nous vous ils elles
        pas plus ce cette ces aux au mais ou où leur leurs ses nos notre votre être comme sans
        on en de il elle je tu ton ta tes son sa ont d c s j qu ne n se y par chez moins donc""",
    "en": """the and of to is in that for it with are this these we our you your not have has from
        they their be was were by on at will who what an a or as if when all can no do does""",
    "es": """el los las la un una unos es en para que con por del al se no como más son sus su
        nuestro nuestra nuestros pero y está están estamos hay lo les nos muy sin sobre ha han de se
        tu si ya entre e o""",
    "it": """il lo la gli le i della delle dei degli di che è per con non una un uno sono del nel
        nella alla alle al come più questo questa anche nostra nostro e si ci ma dal dalla
        se tu l d""",
    "de": """der die das und ist nicht mit für von den dem wir ein eine einen zu zum zur auf sich
        auch sind im des werden uns unsere unser aber oder bei nach wird sie es""",
    "pt": """o os a as um uma é em para que com por não do da dos das se mais nós são como nossa
        nosso e ao aos na no nas nos pela pelo mas ou está estão também
        de sem tu""",
}
_SMALL_WORDS = {
    code: frozenset(words.split()).difference(
        *(other.split() for one, other in _ALL_SMALL_WORDS.items() if one != code)
    )
    for code, words in _ALL_SMALL_WORDS.items()
}
_ARABIC_LETTERS = r"\u0600-\u06ff\u0750-\u077f"
_ARABIC = re.compile(rf"[{_ARABIC_LETTERS}]+(?:[\s.:!«»\"-]+[{_ARABIC_LETTERS}]+)+")
_LATIN_WORD = rf"[^\W\d_{_ARABIC_LETTERS}]+"
_LATIN = re.compile(rf"{_LATIN_WORD}(?:[\s,;:'’\"«».!?-]+{_LATIN_WORD})+")
_PIECE = re.compile(r"[^.!?;:…«»“”\"()\n–—]+")
_WORD = re.compile(r"[^\W\d_]+")


def unmarked(reading: Reading) -> Iterator[Finding]:
    """Passages of running text in another language than the text says."""
    for text in reading.texts:
        if text.kind is not Kind.RICH:
            continue
        for line in lines_of(text):
            for language, words in line.passages():
                for passage, guess in _strangers(words, language):
                    name = LANGUAGE_BY_CODE[guess].name if guess else ""
                    yield Finding(text.place, shortened(passage), guess or language, name)


def _strangers(words: str, language: str) -> Iterator[tuple[str, str]]:
    """(passage, language or "") of what is not in the language."""
    if language == "ar":
        for found in _LATIN.finditer(words):
            if len(_WORD.findall(found.group())) >= FEWEST_LATIN_WORDS:
                yield found.group(), guessed(found.group(), language)
        return
    for found in _ARABIC.finditer(words):
        yield found.group(), "ar"
    for piece in _PIECE.findall(words):
        if guess := guessed(piece, language):
            yield piece, guess


def guessed(words: str, language: str) -> str:
    """The language that a piece of text is in, if it is surely not in `language`; else ""."""
    found = _WORD.findall(words)
    if len(found) < FEWEST_WORDS or _is_name(found):
        return ""
    small = [word.lower() for word in found]
    hits = {code: sum(word in known for word in small) for code, known in _SMALL_WORDS.items()}
    own = hits.pop(language, 0)
    code = max(hits, key=hits.__getitem__)
    enough = hits[code] >= max(FEWEST_HITS, LEAST_SHARE * len(found))
    return code if enough and own * 3 <= hits[code] else ""


def _is_name(words: list[str]) -> bool:
    """Whether the long words have capitals, as names of organisations and books do."""
    long_words = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long_words) > len(long_words) / 2
