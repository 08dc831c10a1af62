"""What French readers would spell otherwise: inclusive points, capitals, quotation marks, spaces.

The rules of the last two are those of `cms.typography`, which mends them for readers; here they are
only shown. Passages marked as another language are left alone.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from cms.typography import quotes_to_set, spaces_to_set
from cms.writing.findings import Finding, around
from cms.writing.lines import lines_of
from cms.writing.texts import Place, Reading

FRENCH = "fr"
MEDIAN_POINT = "·"

# A short suffix after any sign; after a median point, which is nothing else, a longer list. Without
# it, prends-les and a full stop without its space would be taken for inclusive forms.
_SUFFIX = r"(?:e|ne|trice|rice|euse|ère|ive)s?"
_AFTER_POINT = rf"(?:{_SUFFIX}|(?:le|te|se|ve|sse|esse|ale|elle|lle|x|fe|he|que)s?)"
_INCLUSIVE = re.compile(
    rf"\b[^\W\d_]{{2,}}(?:(?P<point>[·•‧∙⋅]){_AFTER_POINT}(?:(?P=point)s)?"
    rf"|(?P<sign>[.\-/]){_SUFFIX}(?:(?P=sign)s)?|(?P<bracket>\(){_SUFFIX}\)s?)(?![\w/@'’-])"
)
_ADDRESS = re.compile(r"\S*(?://|www\.|@)\S*")

# Words whose capital letters are often typed without accents, and which without them are no other
# French word and no usual acronym.
_ACCENTED = """
ça âge âgé âgée âgés âgées âme âmes écart écarts échec échecs échelle école écoles écologie
écologique économie économies économique économiques écoute écouter écoutez écran écrans écrire
écrivez écrit écrits éditeur édition éditions éducation éducateur éducateurs éducatrice également
égal égale égales égaux égalité élargir élargissons élection élections élève élèves éloignement
élu élue élues élus émancipation émeute émission employé employée employées employés énergie énorme
énormément épargne épisode époque épuisement équilibre équipe équipement équipements équipes équité
établi établir établissement établissements étage étape étapes état états éteindre étendre étiez
étions étonnant étranger étrangère étrangères étrangers être étroit étude études étudiant étudiante
étudiantes étudiants évaluation éveil événement événements évidemment éviter évitez évolution
évoluer île îles été êtes étaient était
anniversaire assemblée assemblées bâtiment bénéfice bénéfices chômage chômeur chômeurs chômeuse
chômeuses collègue collègues communiqué communiqués confédération congés contrôle contrôles
débat débats débrayage décision décisions déclaration défendre défense dégâts délégation délégué
déléguée déléguées délégués démission département déplacement détermination fédération fédérations
fête féminisme général générale générales grève grèves gréviste grévistes hôpital hôpitaux indemnité
indemnités inégalités intérim intérimaire intérimaires libérez liberté libertés lycée lycées
maternité mémoire métallurgie métier métiers misère modérateur négociation négociations numérique
numériques pénibilité pénurie précaires précarité précaire prélèvement prénom présence procès
protégez réforme réformes règlement rémunération rémunérations réponse réponses répression
résistance réseau réseaux réunion réunions révolte salarié salariée salariées salariés santé
sécurité sévère solidarité société sociétés théâtre théâtres université universités vérité
"""


def _bare(word: str) -> str:
    """The word without its accents."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_BY_CAPITAL = {
    bare + word[1:]: word.capitalize()
    for word in _ACCENTED.split()
    if (bare := _bare(word[0]).upper()) != word[0].upper()
}
_BY_CAPITALS = {_bare(word).upper(): word.upper() for word in _ACCENTED.split()}
_CAPITALISED = re.compile(r"\b[^\W\d_a-zà-ÿ][^\W\d_]+\b")
# At the beginning of a sentence, what is followed by a small word is a preposition; Latin is not.
_PREPOSITION = re.compile(
    r"(?:^|[.!?…:»]\s+)(?P<capital>A)(?=\s+[a-zà-ÿ])"
    r"(?!\s+(?:contrario|priori|fortiori|posteriori|minima|maxima|cappella)\b)",
    re.MULTILINE,
)


def french_lines(reading: Reading) -> Iterator[tuple[Place, str]]:
    """(place, words) of each line that has French words, the others standing as a sign."""
    for text in reading.texts:
        for line in lines_of(text):
            words = line.in_language(FRENCH)
            if any(map(str.isalpha, words)):
                yield text.place, words


def mixed_points(reading: Reading) -> Iterator[Finding]:
    """Inclusive forms that are not written with the sign that the page uses most."""
    found = [
        (place, form)
        for place, words in french_lines(reading)
        for form in _INCLUSIVE.finditer(_ADDRESS.sub(lambda one: " " * len(one[0]), words))
    ]
    signs = Counter(_sign(form) for _place, form in found)
    if len(signs) < 2:
        return
    usual = max(signs, key=lambda sign: (signs[sign], sign == MEDIAN_POINT))
    for place, form in found:
        if (sign := _sign(form)) != usual:
            written = form.group()
            instead = written.replace(sign, usual)
            if "(" in (sign, usual):
                instead = written.replace("(", usual).replace(")", "") if sign == "(" else ""
            yield Finding(place, written, FRENCH, instead)


def _sign(form: re.Match) -> str:
    return form["point"] or form["sign"] or form["bracket"]


def bare_capitals(reading: Reading) -> Iterator[Finding]:
    """Capitals that lack their accent."""
    for place, words in french_lines(reading):
        for found in _PREPOSITION.finditer(words):
            start, end = found.span("capital")
            written = around(words[start:], 0, end - start)
            yield Finding(place, written, FRENCH, "À" + written[1:])
        for found in _CAPITALISED.finditer(words):
            written = found.group()
            instead = _BY_CAPITAL.get(written)
            if instead is None and written.isupper() and len(written) > 2:
                instead = _BY_CAPITALS.get(_bare(written), written)
            if instead and instead != written:
                yield Finding(place, written, FRENCH, instead)


def straight_quotes(reading: Reading) -> Iterator[Finding]:
    """Straight quotation marks where « » belong, a pair at a time."""
    for place, words in french_lines(reading):
        signs = quotes_to_set(words)
        for opening, closing in zip(signs[::2], signs[1::2], strict=False):
            quoted = words[opening[0] : closing[1]]
            yield Finding(place, quoted, FRENCH, f"«\u00a0{quoted[1:-1]}\u00a0»")


def missing_spaces(reading: Reading) -> Iterator[Finding]:
    """Signs before which a no-break space belongs, and numbers that may be torn from their unit."""
    for place, words in french_lines(reading):
        for start, end, _space in spaces_to_set(words):
            yield Finding(place, around(words, start, end), FRENCH)
