"""What the analyser promises to readers: which spellings meet and which stay apart, always."""

import re
import string
import threading
import time
import unicodedata
from functools import cache
from pathlib import Path

import pytest
import Stemmer
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cms.settings.languages import LANGUAGE_BY_CODE
from search import folding
from search.analysis import LONGEST_WORD, Term, analyse
from search.languages import LANGUAGES

# A busy machine is no failure.
PATIENT = settings(max_examples=300, deadline=None)

CODES = sorted(LANGUAGE_BY_CODE)
POINTS = "·•‧∙⋅"
APOSTROPHES = "'’‘ʼ´`"

# Any Unicode at all: NUL, lone surrogates, unassigned code points.
ANYTHING = st.text(st.characters(exclude_categories=()))
# Texts in which words meet the signs that make a difference.
WRITTEN = """travailleur euses salarié é e s es l’ usine anti co télé assurance chômage 2 000
    1er œuvre tod @ lavorator * ə Arbeiter innen trabajadores as worker's C N T ŉ ß ﬁ
    العمال و ات نقابة ٣ ﷺ · • . - / ( ) _ : ' ’ ,"""
INVISIBLE = "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{COMBINING ACUTE ACCENT}\n"
PIECES = st.sampled_from([*WRITTEN.split(), *INVISIBLE, " "])
TALKATIVE = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=12).map("".join)
TEXTS = st.one_of(ANYTHING, TALKATIVE)
LANGUAGE = st.sampled_from([*CODES, "pt-br", "eo", ""])


def terms(text, language="fr"):
    return [term.term for term in analyse(text, language)]


def found(query, document, language):
    wanted = set(terms(query, language))
    return bool(wanted) and wanted <= set(terms(document, language))


# Which spellings meet


def _pairs():
    lines = Path(__file__).with_name("pairs.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("language", CODES)
def test_every_pair_meets_or_stays_apart(language):
    pairs = [pair for pair in _pairs() if pair[0] == language]
    assert pairs
    wrong = [pair for pair in pairs if found(pair[1], pair[2], language) != (pair[3] == "1")]
    assert not wrong


def test_the_public_table_of_spellings_is_true():
    table = Path(__file__).parents[2] / "docs" / "search-spellings.md"
    rows = re.findall(
        r"^\| (\w\w) \| `(.+?)` \| `(.+?)` \|", table.read_text("utf-8"), re.MULTILINE
    )
    assert {language for language, _typed, _written in rows} == set(CODES)
    for language, typed, written in rows:
        assert found(typed, written, language), (typed, written)
        assert found(written, typed, language), (written, typed)


# Masculine and feminine, singular and plural; then the inclusive spellings, | for the separator.
INCLUSIVE = """
travailleur travailleurs travailleuse travailleuses: travailleur|euse|s travailleur|se|s
travailleur travailleurs travailleuse travailleuses: travailleurs|euses travailleu|r|se|s
acteur acteurs actrice actrices: acteur|rice|s acteur|trices acteurs|trices acteur|ice
ambassadeur ambassadeurs ambassadrice ambassadrices: ambassadeur|rice|s ambassadeur|drice
ouvrier ouvriers ouvrière ouvrières: ouvrier|ère|s ouvrier|ières ouvriers|ères ouvrier|es
salarié salariés salariée salariées: salarié|e salarié|es salarié|e|s salariés|es salarié|ée|s
étudiant étudiants étudiante étudiantes: étudiant|e|s étudiant|es étudiant|ante|s
technicien techniciens technicienne techniciennes: technicien|ne|s techniciens|nes technicien|enne
tout tous toute toutes: tou|te|s tous|tes tou|tes tout|e|s tou|s|tes
nombreux nombreuse nombreuses: nombreux|euse|s nombreux|ses nombreu|x|ses
actif actifs active actives: actif|ve|s actif|ives actifs|ves acti|f|ve|s
culturel culturels culturelle culturelles: culturel|le|s culturels|les culturel|elle
chef chefs cheffe cheffes: chef|fe|s chefs|fes
public publics publique publiques: public|que|s
blanc blancs blanche blanches: blanc|che|s
nouveau nouveaux nouvelle nouvelles: nouveau|elle nouveaux|elles nouveau|lle nouveau|lle|s
national nationaux nationale nationales: national|e|s nationaux|ales
maître maîtres maîtresse maîtresses: maître|sse|s
gros grosse grosses: gros|se|s
copain copains copine copines: copain|e|s copain|ine|s
français française françaises: français|e|s
élu élus élue élues: élu|e|s élus|es élu|ue|s
licencié licenciés licenciée licenciées: licencié|e|s licencié|es
ami amis amie amies: ami|e|s ami|es
"""


@pytest.mark.parametrize("line", INCLUSIVE.strip().splitlines())
def test_french_inclusive_forms_meet_both_genders_with_any_separator(line):
    words, forms = (part.split() for part in line.split(":"))
    separators = [*POINTS, ".", "-", "‑", "/", "_", "*"]
    written = [form.replace("|", separator) for form in forms for separator in separators]
    missed = [
        (word, form)
        for word in words
        for form in written
        if not found(word, f"Les {form} en lutte", "fr") or not found(form, f"un {word}", "fr")
    ]
    assert not missed


def test_points_hyphens_and_slashes_between_whole_words_part_them():
    ordinary = """prends-les dit-elle fin.Les fin.les est-ce vas-y celui-ci avant-première
        syndicat.fr contact@cnt-so.org et/ou 24/7 SNCF/RATP Paris·Lyon homme/femme père·mère
        avril.Les travailleurs.Se ils·elles ceux·celles a-t-il main-d’œuvre accord(national)"""
    for word in ordinary.split():
        parted = word.translate(str.maketrans(dict.fromkeys(".-/·()@", " ")))
        assert terms(word) == terms(parted), word


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("L’assurance‑chômage", "fr", ["assurance", "chômage"]),
        ("Les travailleur·euses.", "fr", ["travailleur·euses"]),
        ("Un cœur d’or, e\N{COMBINING ACUTE ACCENT}lu", "fr", ["cœur", "or", "e\u0301lu"]),
        ("salarié(e)s : 2 000 €", "fr", ["salarié(e)s", "2 000"]),
        ("fin.Les dit-elle", "fr", ["fin", "dit"]),
        ("dé\N{SOFT HYPHEN}légué·e·s", "fr", ["dé\N{SOFT HYPHEN}légué·e·s"]),
        ("tod@s a la calle", "es", ["tod@s", "calle"]),
        ("Die Arbeiter*innenbewegung", "de", ["Arbeiter*innenbewegung"]),
        ("الحُقُوق النقابية", "ar", ["الحُقُوق", "النقابية"]),
        ("workers’ rights", "en", ["workers", "rights"]),
    ],
)
def test_spans_cover_the_words_as_they_were_written(text, language, expected):
    assert [text[term.start : term.end] for term in analyse(text, language)] == expected


def test_a_language_that_the_site_lacks_is_folded_and_cut_only():
    assert terms("La Ŝtrikoj, l’usine", "eo") == ["la", "strikoj", "l", "usine"]
    assert terms("trabalhadores", "pt-br") == terms("trabalhadores", "pt")


# What holds for every text


@PATIENT
@given(TEXTS, LANGUAGE)
@example("\0\ud800é·" * 50, "fr")
@example("ẚ", "")
def test_any_text_gives_clean_terms_in_order(text, language):
    end = 0
    for term in analyse(text, language):
        assert term.term.isalnum()
        assert len(term.term) <= 2 * LONGEST_WORD
        assert end <= term.start < term.end <= len(text)
        end = term.end


@PATIENT
@given(TEXTS, LANGUAGE)
def test_a_word_on_its_own_gives_the_same_term(text, language):
    for term, start, end in analyse(text, language):
        assert analyse(text[start:end], language) == [Term(term, 0, end - start)]


@PATIENT
@given(TEXTS, LANGUAGE)
def test_the_words_found_are_found_again(text, language):
    """Analysing what an analysis kept changes nothing, and no call changes the next."""
    first = analyse(text, language)
    kept = "\n".join(text[term.start : term.end] for term in first)
    assert terms(kept, language) == [term.term for term in first]
    assert analyse(text, language) == first


@PATIENT
@given(TEXTS, LANGUAGE)
def test_case_never_matters(text, language):
    assert terms(text.upper(), language) == terms(text, language)
    assert terms(text.lower(), language) == terms(text, language)


@PATIENT
@given(TEXTS, LANGUAGE)
def test_the_way_accents_are_encoded_never_matters(text, language):
    for form in ("NFC", "NFD"):
        assert terms(unicodedata.normalize(form, text), language) == terms(text, language)


@PATIENT
@given(st.text("aàâäeéèêëiîïoôöuùûüçñãõ ABÇÉstrnm.·-'", max_size=60), LANGUAGE)
def test_accents_never_matter(text, language):
    bare = unicodedata.normalize("NFD", text)
    bare = "".join(each for each in bare if not unicodedata.combining(each))
    assert terms(bare, language) == terms(text, language)


@PATIENT
@given(TALKATIVE, LANGUAGE, st.sampled_from(POINTS), st.sampled_from(APOSTROPHES))
def test_kinds_of_points_and_apostrophes_never_matter(text, language, point, apostrophe):
    other = text.translate(str.maketrans(dict.fromkeys(POINTS, point)))
    other = other.translate(str.maketrans(dict.fromkeys(APOSTROPHES, apostrophe)))
    assert terms(other, language) == terms(text, language)


@cache
def _snowball(language):
    return Stemmer.Stemmer(LANGUAGE_BY_CODE[language].stemmer).stemWord


@PATIENT
@given(st.text(string.ascii_lowercase, min_size=4, max_size=14), st.sampled_from(CODES[1:]))
@example("organisation", "fr")
@example("manifestation", "fr")
@example("solidarity", "en")
@example("gewerkschaft", "de")
def test_a_word_of_no_family_is_stemmed_by_snowball_alone(word, language):
    rules = LANGUAGES[language]
    assume(word not in rules.stop_words and rules.canonical(word) == word)
    stem = _snowball(language)(word)
    assert terms(word, language) == [rules.finished(stem)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            "organisation manifestation lutte droit syndicat syndical patron gouvernement agent",
        ),
        ("en", "workers striking unions meetings solidarity rights wages general employer"),
        ("es", "trabajadora trabajadores huelga sindical organizaciones derecho salario precario"),
        ("it", "lavoratori sciopero sindacato libertà diritti salario precario licenziamento"),
        ("de", "gewerkschaft kündigung arbeiter löhne betriebsrat streiks tarifvertrag"),
        ("pt", "trabalhadora greve sindicato direito salario trabalho reforma desemprego"),
        ("ar", "نقابة اضراب موظف تنظيم مصنع عاملون"),
    ],
)
def test_the_words_of_the_trade_get_what_snowball_gives(language, words):
    folded = terms(words, "")
    assert terms(words, language) == [_snowball(language)(word) for word in folded]


# Threads and time


def test_threads_do_not_disturb_each_other():
    lines = [(document, language) for language, _query, document, _match in _pairs()]
    alone = [analyse(*line) for line in lines]
    results = {}

    def work(number):
        # Words of its own, so that every thread stems instead of asking the cache.
        own = [analyse(f"{document} organisation{'x' * number}s", code) for document, code in lines]
        results[number] = (own, [analyse(*line) for line in lines])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    for own, again in results.values():
        assert again == alone
        assert all(given[: len(kept)] == kept for given, kept in zip(own, alone, strict=True))


@pytest.mark.parametrize("language", ["fr", "de", "ar"])
@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "é·e·s ", "a(e.e.e", "a'", "1 000", "a.", "anti-", "e\u0301", "ﷺ", "\0", "\ud800"],
)
def test_the_time_grows_with_the_length_only(piece, language):
    text = (piece * 200_000)[:200_000]
    began = time.thread_time()
    analyse(text, language)
    # Seconds of processor; a tenth is what it takes, and minutes what a quadratic search would.
    assert time.thread_time() - began < 5


def test_an_odd_text_neither_fills_the_memory_nor_slows_the_next():
    folding.fold("".join(map(chr, range(0x3000, 0x3000 + 2 * folding.REMEMBERED_CHARACTERS))))
    folding.fold("ﷺ")
    assert "ﷺ" in folding._FOLDS
    assert len(folding._FOLDS) <= folding.REMEMBERED_CHARACTERS


def test_a_word_without_end_is_cut():
    assert terms("a" * 1_000_000) == ["a" * LONGEST_WORD]
    assert terms("9" * 1_000_000) == ["9" * LONGEST_WORD]
