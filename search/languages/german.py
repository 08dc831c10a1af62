"""German: stop words, Arbeiter*innen in all its spellings, and plurals that Snowball leaves."""

import re

from search.languages.rules import (
    LETTER,
    Rules,
    families,
    suffixes_of,
    tail_of_suffixes,
    words,
)

STOP_WORDS = words("""
    der die das den dem des ein eine einen einem einer eines und oder in im ins an am ans auf aus
    bei beim mit von vom zu zum zur fur fuer ist sind war es er sie wir ihr sich als um nach
""")
FAMILIES = families(
    (r"'s$", ""),
    # Arbeiterinnenbewegung and Arbeiter*innenbewegung are the Arbeiterbewegung.
    (
        r"(?:(?<=er|or|eg|ss)|(?<=ist|ent|ant|eur))innen(?=[a-z]{4})",
        "",
    ),
    # Beginnen and gewinnen are no women.
    (
        r"(?<=[a-z]{4})(?<!entr)(?<!verr)(?<!zerr)(?<!nachs)(?<!gew)(?<!beg)innen$",
        "in",
    ),
    (r"(?<=[a-z]{2})(amt|ant|bot|dat|ent|eur|ist|krat|leg|log|mat|or|oss)in$", r"\1"),
    (r"(chef|eund|feind|franzoe?s|griech|koe?ch|rzt|kurd|russ|turk|walt|wirt)in$", r"\1"),
    (r"(?<=[a-z]s)rae?tin$", "rat"),
    (r"(?<=[a-z]{2}o)s$", ""),
    (r"(syst|probl)em(?:en?|s)?$", r"\1eme"),
    (r"^(them|firm)en$", r"\1a"),
)
ENDINGS = tail_of_suffixes(words("in innen nen r n s e er en es"), separators=r"[*:_·.\-]|/-?")
COMPOUND = rf"[*:_·/]innen{LETTER}+"
# A hyphen or a point joins other things too: Log-in, Ende.In.
SOMEONE = re.compile(r"(?:er|or|eur|ist|ent|ant|log|leg|oss|arzt|walt|eund|krat)$")


def neutral(base, tail):
    """Return the masculine, with the rest of the compound where `tail` holds one."""
    if tail[1:6] == "innen" and tail[6:7].isalpha():
        return base + tail[1:], len(tail)
    suffix, end = suffixes_of(tail)[0]
    if len(base) < 3 or (
        tail[0] in "-." and not (suffix in ("in", "innen") and SOMEONE.search(base))
    ):
        return None
    return base, max(end, len(tail))


RULES = Rules(
    stop_words=STOP_WORDS,
    word=rf"{LETTER}+(?:'{LETTER}+)*",
    tail=rf"{COMPOUND}|{ENDINGS}",
    neutral=neutral,
    canonical=FAMILIES,
)
