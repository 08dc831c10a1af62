"""English: stop words, possessives, spellings of both sides of the ocean, irregular forms."""

from search.languages.rules import END_OF_WORD, LETTER, Rules, families, forms, words

STOP_WORDS = words("""
    a an the and or of to in on at for from by with is are was were be been it its this that these
    those as we our you your they their them he his she her i my
""")
IRREGULAR = forms("""
    woman=women,womxn,womyn man=men child=children foot=feet tooth=teeth wife=wives
    center=centre,centres,centers theater=theatre,theatres,theaters defense=defence,defences
    offense=offence,offences license=licence,licences program=programme,programmes
    strike=struck,stricken win=won fight=fought pay=paid build=built hold=held lead=led teach=taught
    write=wrote,written speak=spoke,spoken choose=chose,chosen take=took,taken lose=lost sell=sold
    stand=stood boycott=boycotts,boycotted,boycotting
""")
SPELLINGS = families(
    (r"(?<=[a-z]{3})(?<!speci)(?<!abdo)(?<!regi)(?<!acu)men$", "man"),
    (r"^(..+(?:i|ly))z(?=(?:e[drs]?|ers|ing|ations?|ational)$)", r"\1s"),
    (r"(?<=lab|col|hon|fav|avi|hum|rum|tum|arb|arm|eav|ghb|vig)our", "or"),
)


def canonical(word):
    """Return the word in the singular where Snowball fails, spelt the one way for all."""
    word = word.removesuffix("'s")
    return SPELLINGS(IRREGULAR.get(word, word))


def neutral(base, tail):
    """Return the word before its optional plural: worker(s)."""
    return base, len(tail)


RULES = Rules(
    stop_words=STOP_WORDS,
    word=rf"{LETTER}+(?:'{LETTER}+)*",
    tail=rf"\(e?s\){END_OF_WORD}",
    neutral=neutral,
    canonical=canonical,
)
