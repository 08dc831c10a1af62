"""Portuguese: stop words, and plurals that Snowball joins for accented words only, if at all."""

from search.languages import iberian
from search.languages.rules import Rules, families, forms, words

STOP_WORDS = words("""
    o a os as l um uma uns umas de do da dos das dum duma e ou em no na nos nas num numa por pelo
    pela pelos pelas para com que se ao aos sao seu sua seus suas este esta estes estas esse essa
    esses essas
""")
IRREGULAR = forms("""
    lei=leis rei=reis pai=pais mae=maes boi=bois civil=civis perfil=perfis barril=barris
    facil=faceis dificil=dificeis util=uteis inutil=inuteis fragil=frageis infantil=infantis
    juvenil=juvenis servil=servis cidadao=cidada,cidadas,cidadaos irmao=irma,irmas,irmaos
    mao=maos amigo=amigue,amigues alemao=alemaes,alema,alemas bom=boa,boas,bons
    ator=atriz,atrizes,atores
""")
FAMILIES = families(
    iberian.NEUTRAL_X,
    (r"doros$", "dor"),
    # empregades: the new neutral looks like a plural of cidade.
    (r"(?:(?<=[a-z]{2}[^dtz])|(?<=[lnrt]iz))ades$", "ado"),
    (r"(?<=[a-z]{3})(?<!o)ides$", "ido"),
    (r"(?<=[a-z]eir)es$", "o"),
    (
        r"^((?:portugu|burgu|fregu|franc|ingl|japon|irland|holand|escoc|chin)es)(?:es|as?)?$",
        r"\1a",
    ),
    (r"[ao]es$", "ao"),
    (r"(?<=..[cd])aos$", "ao"),
    # Snowball knows this ending by its accents only.
    (r"cao$", "ção"),
    (r"(?<=[a-z]{3})(?<!dem)(?<!jam)ais$", "al"),
    (r"(?<=[a-z]{2})eis$", "el"),
    (r"(?<=[a-z]{4})ois$", "ol"),
    (r"(?<=[aeiou])ns$", "m"),
    (r"(?<=[a-z]{2}[aeiou][rz])es$", ""),
    (r"(?<=..[ao])s$", ""),
    # Folded, -ária looks like the conditional of a verb.
    (r"(?<=..)aria$", "ario"),
)


def canonical(word):
    """Return the singular, with the accents without which Snowball does not know the ending."""
    return FAMILIES(IRREGULAR.get(word, word))


RULES = Rules(
    stop_words=STOP_WORDS,
    tail=iberian.TAIL,
    neutral=iberian.neutral,
    canonical=canonical,
)
