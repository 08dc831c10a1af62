"""Italian: stop words, tuttə and lavoratori/trici, and forms that Snowball keeps apart."""

import re

from search.languages.rules import (
    END_OF_WORD,
    LETTER,
    Rules,
    families,
    forms,
    tail_of_suffixes,
    words,
)

STOP_WORDS = words("""
    il lo la i gli le l un uno una di del dello della dei degli delle dell d a al allo alla ai agli
    alle all da dal dallo dalla dai dagli dalle dall in nel nello nella nei negli nelle nell su sul
    sullo sulla sui sugli sulle sull con per e ed o od che c s v m t n si ci sono
""")
IRREGULAR = forms("""
    uomo=uomini ora=ore acqua=acque lettera=lettere camera=camere opera=opere tutti=tuttu
    diverso=diversi
""")
FAMILIES = families(
    (r"(?<=..)[əɜ]$", "i"),
    (r"^(?!marx|bronx|lynx|sphinx)(.*[aeiou].*[^aeioux])x$", r"\1i"),
    (
        r"^(oper|calzol|not|forn|marin|macell|giornal|benzin|libr|usur|portin)ai[aeo]?$",
        r"\1aio",
    ),
    (
        r"^(student|professor|dottor|president|avvocat|poet|campion|fattor|ost)ess[ae]$",
        r"\1i",
    ),
    (r"tric[ei]$", "tore"),
    # Snowball takes the -ano of these for a verb's, but not their -ana.
    (
        (
            r"^(afric|americ|anzi|artigi|austral|coloni|cristi|indi|ital|messic|metropolit|napolet|partigi"
            r"|quotidi|repubblic|rom|sicil|um|urb|venezi|veter)an[ioe]$"
        ),
        r"\1ana",
    ),
    (r"([cgpt]ol|famili|milit|nucle)ari$", r"\1are"),
    (r"fici$", "ficio"),
    # infermiere, stipendi: these look like an infinitive and an imperative.
    (r"(?<=[a-z]{3})ier[aei]$", "iera"),
    (r"endi$", "endio"),
    (r"(?<=[^c][cg])he$", "a"),
    (r"(?<=[^c][cg])hi$", "o"),
)
TAIL = rf"[@*](?![^\W_]|[@*])|(?<={LETTER}{{4}})3{END_OF_WORD}|" + tail_of_suffixes(
    words("a e i o ia ie io trice trici tore tori ice ici essa esse ora ore ori")
)
OPEN_END = re.compile(r"[^aeo]$")


def canonical(word):
    """Return the form from which Snowball finds the stem of all others."""
    return FAMILIES(IRREGULAR.get(word, word))


def neutral(base, tail):
    """Return the plural for tutt* and tutt3, else the base, whose ending Snowball takes off."""
    if tail[0] in "@*3":
        return (base + "i", len(tail)) if OPEN_END.search(base) else None
    return (base, len(tail)) if len(base) > 1 else None


RULES = Rules(
    stop_words=STOP_WORDS,
    tail=TAIL,
    neutral=neutral,
    canonical=canonical,
    # Snowball does not dare to take the last vowel off short words: anno, altri.
    finished=families((r"(?<=..[^aeiou])[aeio]$", "")),
)
