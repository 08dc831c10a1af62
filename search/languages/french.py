"""French: stop words, elision, and écriture inclusive with any sign between base and ending."""

from search.languages.french_forms import canonical
from search.languages.rules import (
    LETTER,
    Rules,
    families,
    suffixes_of,
    tail_of_suffixes,
    words,
)

STOP_WORDS = words("""
    le la les l un une d de du des j n s qu a au aux en dans par pour sur avec chez et ou ce cet
    cette ces que qui dont il ils elle elles iel iels ielle ielles on je tu y se ne me te leur leurs
    son sa ses mon ma mes ton ta tes notre nos votre vos nous vous est sont ai as ont etre c
""")
ELIDED = r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)(?=')"

# Feminine endings, and the ends of the masculine which each may follow. An ending that repeats the
# end of the masculine (étudiant·ante, technicien·nes, chef·fe) may follow it without being told.
FEMININE = {
    **dict.fromkeys(
        words("""
            e ee ie ue de ande arde fe ffe ere iere eure le ielle ille ne nne ane anne enne
            ienne onne aine tte ate ete ette ante ente ote oise aise ise use
        """),
        (),
    ),
    "ale": ("al", "aux"),
    "te": ("tou",),
    "se": ("eur", "eux", "oux"),
    "euse": ("eur", "eux"),
    "eresse": ("eur",),
    "rice": ("eur",),
    "trice": ("teur",),
    "drice": ("deur",),
    "ice": ("eur",),
    "ve": ("f",),
    "ive": ("if",),
    "que": ("c",),
    "he": ("c",),
    "che": ("c",),
    "gue": ("g",),
    "ue": ("g",),
    "eche": ("ec",),
    "eve": ("ef",),
    "sse": ("x", "e"),
    "esse": ("e",),
    "ouse": ("oux",),
    "elle": ("eau",),
    "lle": ("eau",),
    "olle": ("ou",),
    "ine": ("ain",),
    "eille": ("eux",),
}
# The other way round: travailleuses·eurs.
MASCULINE = {
    "eur": ("euse", "rice"),
    "teur": ("trice",),
    "er": ("ere",),
    "ier": ("iere",),
    "en": ("enne",),
    "ien": ("ienne",),
    "if": ("ive",),
    "eux": ("euse",),
}
# What a base cut short lacks of its masculine, before the feminine: nombreu·x·ses, acti·f·ve·s.
MISSING = words("""
    e r f t n l c x s d er ier eur teur ateur eux if en ien on el eau al ant ent ain
    rs fs ts ns ls ers iers eurs teurs ateurs ifs ens iens els eaux aux ants ents
""")
# The feminines before which an x belongs to the masculine; elsewhere it is a third gender.
AFTER_X = words("se euse sse elle")
# A feminine that makes a word with a base cut short: tou·te·s, étudi·ante, direc·trice.
COMPLETING = words("""
    se ve te tte ne nne lle rice trice drice euse ere iere ive enne ienne ante ente che sse
""")
PLURAL = words("s e es x xs ae aes")
NEW_PLURAL = words("x xs ae aes")
SUFFIXES = {*PLURAL, *MISSING}.union(
    *({ending, ending + "s"} for ending in (*FEMININE, *MASCULINE))
)


def neutral(base, tail):
    """Return the word that `base` and the longest inclusive part of `tail` stand for."""
    suffixes = suffixes_of(tail)
    for count in range(len(suffixes), 0, -1):
        word = _word([suffix for suffix, _ in suffixes[:count]], base, certain=tail[0] == "·")
        if word:
            return word, suffixes[count - 1][1]
    return None


def _word(suffixes, base, certain):
    """Return the word, or None; `certain`: nothing but an inclusive form has this separator."""
    ending, *rest = suffixes
    if ending == "x" and rest and _singular(rest[0]) not in AFTER_X:
        ending, *rest = rest
    if (
        rest
        and ending in MISSING
        and _singular(rest[0]) in FEMININE
        and _fits(base + ending, rest[0])
    ):
        base, ending, *rest = base + ending, *rest
    if not PLURAL.issuperset(rest) or len(base) < 2:
        return None
    if ending in PLURAL:
        return base if certain or ending not in NEW_PLURAL else None
    if _fits(base, ending):
        return base
    return base + ending if certain and _singular(ending) in COMPLETING else None


def _singular(ending):
    return ending[:-1] if len(ending) > 1 and ending[-1] == "s" else ending


def _fits(base, ending):
    ending = _singular(ending)
    bases = (base, base[:-1]) if base[-1] in "sx" else (base,)
    if any(each.endswith(MASCULINE.get(ending, FEMININE.get(ending, ()))) for each in bases):
        return True
    if ending not in FEMININE:
        return False
    repeated = ending[:-1]
    undoubled = repeated[:-1] if repeated[-2:-1] == repeated[-1:] else repeated
    return any(each.endswith((repeated, undoubled)) for each in bases)


RULES = Rules(
    stop_words=STOP_WORDS,
    word=rf"{ELIDED}|{LETTER}+(?:'{LETTER}+)*",
    tail=tail_of_suffixes(SUFFIXES),
    neutral=neutral,
    canonical=canonical,
    # Snowball turns the y of employer into i, but not that of employé once it is folded.
    finished=families((r"(?<=[ou])y$", "i")),
)
