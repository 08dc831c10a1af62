"""Spanish: stop words, genders and plurals that Snowball keeps apart once accents are folded."""

from search.languages import iberian
from search.languages.rules import Rules, families, forms, words

STOP_WORDS = words("""
    el la los las lo l un una unos unas de del al a y e o u en por para con que se su sus es son
    nos os les le este esta estos estas ese esa eso esos esas
""")
IRREGULAR = forms("""
    juez=jueza,juezas actor=actriz,actrices chico=chicos,chicas,chiques,chique
    alcalde=alcaldesa,alcaldesas
""")
FAMILIES = families(
    iberian.NEUTRAL_X,
    (r"doros$", "dor"),
    # Snowball takes the -en of joven for a verb's, but not that of jóvenes.
    (
        r"^((?:jov|ord|imag|exam|orig|crim|marg|volum|regim|resum|gravam|certam|dictam|virg)en)(?:es)?$",
        r"\1es",
    ),
    # The -es of inglés is no plural.
    (
        r"^((?:franc|ingl|portugu|leon|burgu|japon|irland|escoc|holand|aragon|cordob|dan|chin)es)(?:es|as?)?$",
        r"\1a",
    ),
    # compañeres, empleades: the new neutral looks like a plural of mujer or ciudad.
    (r"(?:(?<=[a-z]{2}[nrm])|(?<=[a-z]{3}j))eres$", "ero"),
    (r"(?<=[a-z]{2}[^dtu])ades$", "ado"),
    (r"(?<=[a-z]{3})ides$", "ido"),
    (r"(?<=..)z$", "ces"),
    (r"(?<=..[ao])s$", ""),
    (r"(?<=[a-z]{2}[aeiou][rlnd])es$", ""),
)


def canonical(word):
    """Return the singular where Snowball takes the ending of one form for that of a verb."""
    return FAMILIES(IRREGULAR.get(word, word))


RULES = Rules(
    stop_words=STOP_WORDS,
    tail=iberian.TAIL,
    neutral=iberian.neutral,
    canonical=canonical,
    # Snowball does not dare to take the last vowel off short words: obra, alto.
    finished=families((r"(?<=..[^aeiou])[aeo]$", "")),
)
