"""Inclusive spellings that Spanish and Portuguese share: tod@s, todxs, trabajadores/as."""

import re

from search.languages.rules import suffixes_of, tail_of_suffixes, words

SUFFIXES = words("""
    a as o os e es ra ras na nas ora oras ores dora doras tora toras esa esas triz
    trices eira eiras
""")
TAIL = rf"[@*]s?(?![^\W_]|[@*])|{tail_of_suffixes(SUFFIXES)}"
# A word to which the vowel of its gender is wanting.
OPEN_END = re.compile(r"[^aeo]$")
# An x where no word of these languages has one. Marx is one of the few names that do.
NEUTRAL_X = (
    r"^(?!marx|bronx|lynx|sphinx)(l|.*[aeiouy].*[^aeioux]|[^aeiou]+[iu])x(s?)$",
    r"\1o\2",
)


def neutral(base, tail):
    """Return the masculine, from which Snowball goes on, and how much of `tail` it took."""
    if tail[0] in "@*":
        return (base + tail.replace(tail[0], "o"), len(tail)) if OPEN_END.search(base) else None
    if len(base) < 2:
        return None
    suffix, end = suffixes_of(tail)[0]
    if suffix in ("o", "os") and OPEN_END.search(base):
        base += suffix
    return base, max(end, len(tail))
