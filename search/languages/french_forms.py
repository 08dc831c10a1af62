"""French number and gender, brought to the one form from which Snowball finds the right stem.

Snowball was made for accented words; it knows neither travailleuse nor the plural of loi, and reads
`licencie` as a noun. `search.languages.french` calls `canonical`. Words come in folded, so é is e.
"""

import re

from search.languages.rules import forms, words

# Words whose forms no ending tells. The first of each line stands for all of them.
IRREGULAR = forms("""
    tout=tous,toute,toutes,tou,toustes,touste celui=celle,celles,ceux,celleux,ceulles
    travail=travaux bail=baux vitrail=vitraux corail=coraux email=emaux oeil=yeux
    monsieur=messieurs madame=mesdames copain=copains,copine,copines
    nouvel=nouveau,nouveaux,nouvelle,nouvelles bel=beau,beaux,belle,belles
    jumel=jumeau,jumeaux,jumelle,jumelles vieil=vieux,vieille,vieilles fou=fous,fol,folle,folles
    public=publics,publique,publiques laic=laics,laique,laiques grec=grecs,grecque,grecques
    turc=turcs,turque,turques blanc=blancs,blanche,blanches franc=francs,franche,franches
     long=longs,longue,longues petitesse=petit,petite,petits,petites
    frais=fraiche,fraiches bref=brefs,breve,breves neuf=neufs,neuve,neuves veuf=veufs,veuve,veuves
    gros=grosse,grosses bas=basse,basses gras=grasse,grasses epais=epaisse,epaisses
    faux=fausse,fausses roux=rousse,rousses doux=douce,douces jaloux=jalouse,jalouses
    epoux=epouse,epouses paysan=paysans,paysanne,paysannes chef=chefs,cheffe,cheffes
    maitre=maitres,maitresse,maitresses prince=princes,princesse,princesses
    hote=hotes,hotesse,hotesses poete=poetes,poetesse,poetesses
    lieu=lieux jeu=jeux enjeu=enjeux milieu=milieux voeu=voeux aveu=aveux neveu=neveux feu=feux
    cheveu=cheveux dieu=dieux adieu=adieux essieu=essieux pieu=pieux epieu=epieux noeud=noeuds
    creuse=creux,creuses gentil=gentils,gentille,gentilles malin=malins,maligne,malignes
    plateforme=platesformes,platesforme sec=secs,seche,seches sot=sots,sotte,sottes
    benin=benins,benigne,benignes mal=maux ideal=ideaux an=ans vif=vifs
    noyau=noyaux tuyau=tuyaux joyau=joyaux boyau=boyaux bijou=bijoux caillou=cailloux chou=choux
    genou=genoux hibou=hiboux joujou=joujoux pou=poux
""")

# The s or x of these is no plural.
UNCHANGED = words("""
    mieux deux peux veux queux preux creux cieux trois mois fois bois dois vois crois
    autrefois toutefois parfois quelquefois acces succes proces congres progres exces deces expres
    apres aupres dessous dessus corps temps pays
""")

# An adjective in -s: its feminine is its plural form for all that Snowball can see.
ADJECTIVE_IN_S = re.compile(
    r"""(?: (?:m|pr|qu|gr|prec|indec|conc|ass)is          # compris, acquis, précis
        |  (?:incl|conf|diff|recl|obt|intr)us
        |  (?:[ei]?cl)os  |  (?:div|perv)ers
        |  (?:franc|angl|mauv|japon|portug|irland|ecoss|holland|neerland|polon|liban|congol|gabon
             |senegal|camerun|cameroun|thailand|soudan|togol|lyonn|marseill|bordel|nant|renn)ais
        )$""",
    re.VERBOSE,
)
NOUN_IN_MIS = re.compile(r"(?:^|enn|^de|^se)a?mis$")
PLURAL_IN_OIS = re.compile(r"(?:^l|^r|pl|nv|rn|tr|par|effr|b|charr)ois$")

# travailleureuses, acteurices, nombreuxses: both genders in one word, as in travailleurEUSEs.
BOTH_GENDERS = re.compile(
    r"""^(?! (?:mal|bien)?heureuse | peureuse | chaleureuse | valeureuse )
    (?P<masculine> .+ (?: eur (?=s?(?:e?u?se|t?rice|ice)s?$)
                       |  eux (?=(?:euse|use|se)s?$)
                       |  er (?=s?i?eres?$)
                       |  if (?=s?i?ves?$)
                       |  ic (?=ques?$)  |  eau (?=x?elles?$)  |  aux (?=ales$)
                       |  t (?=ses$)  |  ie (?=ses$)  |  n (?=snes$)  |  l (?=sles$)  |  f (?=sfes$)
                       ) )""",
    re.VERBOSE,
)

# Past participles of verbs in -ier, -iquer, which folding makes look like nouns in -ie, -ique.
PARTICIPLE = re.compile(
    r"""(?: fi | (?<!arma)(?<!erfi)ci | [ug]di | mendi | incendi | irradi | (?:cong|rem|exp|d)edi
        | refugi | privilegi | plagi | ubli | (?<![oe]m)pli | r?alli | (?:conc|aff|hum)ili
        | (?:re|de)li | [bpr]oli | renni | copi | epi | ari | opri | patri | ventori | itri | initi
        | envi | convi | (?:commun|revend|synd|pl|ind|abd|fabr)iqu )e$""",
    re.VERBOSE,
)

# Verbs in the third person plural, by endings that no noun or adjective in -ent has.
VERB_IN_ENT = re.compile(
    r"""(?: [^i]tt | [^i]ss | [aiou]s | st | rt | lt | ot | [^n]it | nd | [^a]rd | pp | cup | rn
        | nn | ch | gn | tr | ur | uvr | ffr | ill | squ | [^qrfl]u )ent$""",
    re.VERBOSE,
)

# What a union calls to do (refusons, syndiquons-nous), by endings that no noun in -ons has.
VERB_IN_ONS = re.compile(
    r"(?:qu|(?<!pi)(?<!bour)(?<!ur)(?<!on)(?<!di)ge|[lt]is|mm?is|[aoi]nis|fus|est|utt|ccup|tinu|^gagn)ons$"
)

# An adjective whose masculine loses its -it to Snowball, which takes it for a verb's.
ADJECTIVE_IN_ITE = re.compile(r"(?:[^ae]dit|crit|[dntr]uit|(?:par|tis)fait|bstrait|istrait)e$")


def canonical(word):
    """Return the form that stands for every number and gender of a folded French word."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4:
        return word
    glued = BOTH_GENDERS.match(word) if word.endswith(("e", "es")) else None
    word = _singular(glued["masculine"] if glued else word)
    # Most words end otherwise, and the expressions of `_masculine` are slow to say so.
    return IRREGULAR.get(word) or (_masculine(word) if word[-1] in "eftx" else word)


def _singular(word):
    if word[-1] != "s" or word.endswith("ss") or word in UNCHANGED:
        return word
    if word.endswith("ons") and VERB_IN_ONS.search(word):
        return word[:-3].removesuffix("e") + "er"
    if ADJECTIVE_IN_S.search(word) and not NOUN_IN_MIS.search(word):
        return word + "e"
    if word.endswith("ois") and not PLURAL_IN_OIS.search(word):
        return word
    return word[:-1]


def _masculine(word):
    for ending, masculine in ENDINGS:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + masculine
    if word.endswith("eux") and word not in UNCHANGED:
        return word[:-1] + "r"
    if PARTICIPLE.search(word):
        return word + "r"
    if VERB_IN_ENT.search(word):
        return word[:-2]
    if ADJECTIVE_IN_ITE.search(word):
        return word[:-1]
    return word


# The exceptions come first; Snowball knows -ive better than -if, and -er better than -ère.
ENDINGS = (
    ("suggere", "suggere"),
    ("exagere", "exagere"),
    ("digere", "digere"),
    ("euse", "eur"),
    ("trice", "teur"),
    ("drice", "deur"),
    ("iere", "ier"),
    ("chere", "cher"),
    ("llere", "ller"),
    ("gere", "ger"),
    ("if", "ive"),
    ("iee", "ier"),
    ("iquee", "iquer"),
    ("ayee", "aie"),
    ("ayent", "aie"),
    ("aye", "aie"),
    ("ee", "e"),
)
