"""What French readers see: spaces, quotation marks, apostrophes; and what must never be touched."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cms.typography import typeset_html, typeset_text

# In the tables, ~ is a no-break space and _ a narrow one.
MARKS_OF_PUNCTUATION = [
    ("Bonjour !", "Bonjour_!"),
    ("Pourquoi ?", "Pourquoi_?"),
    ("un ; deux", "un_; deux"),
    ("Bref : non", "Bref~: non"),
    ("Bonjour!", "Bonjour_!"),
    ("Vraiment?!", "Vraiment_?!"),
    ("Vraiment ?!", "Vraiment_?!"),
    ("Nom:", "Nom~:"),
    ("«Nom:»", "«~Nom~:~»"),
    ("un  ! deux", "un_! deux"),
    ("(non !)", "(non_!)"),
    ("(non!), oui", "(non_!), oui"),
    ("quoi ?...", "quoi_?…"),
    ("fini... !", "fini…_!"),
    ("« oui » : il l’a dit", "«~oui~»~: il l’a dit"),
]
QUOTATION_MARKS = [
    ("« mot »", "«~mot~»"),
    ("«mot»", "«~mot~»"),
    ("« À l’unité ! »", "«~À l’unité_!~»"),
    ('Le "plan" social', "Le «~plan~» social"),
    ('"Non", dit-elle, "jamais !"', "«~Non~», dit-elle, «~jamais_!~»"),
    ('("mot")', "(«~mot~»)"),
    ('l\'"agilité"', "l’«~agilité~»"),
    ('un écran de 15" et un "mot"', 'un écran de 15" et un «~mot~»'),
    ('un "mot sans fin', 'un "mot sans fin'),
    ('""', '""'),
    ("« »", "« »"),
]
SMALL_SIGNS = [
    ("l'usine", "l’usine"),
    ("aujourd'hui, c'est l'heure", "aujourd’hui, c’est l’heure"),
    ("les années '80", "les années '80"),
    ("et puis...", "et puis…"),
    ("...et puis", "…et puis"),
    ("[...]", "[…]"),
    ("n° 12", "n°~12"),
    ("N° 12 et nᵒ 3", "N°~12 et nᵒ~3"),
    ("p. 12, art. 5, art. L. 1234-5", "p.~12, art.~5, art.~L.~1234-5"),
    ("M. le maire, Mme Martin", "M.~le maire, Mme~Martin"),
    ("un film. M'entends-tu", "un film. M’entends-tu"),
]
NUMBERS = [
    ("10 %", "10~%"),
    ("10%", "10~%"),
    ("1 500 €", "1_500~€"),
    ("2 000 emplois", "2_000 emplois"),
    ("1 234 567", "1_234_567"),
    ("En 2021 300 personnes", "En 2021 300 personnes"),
    ("01 23 45 67 89", "01 23 45 67 89"),
    ("14 h 30", "14~h~30"),
    ("14h 30", "14h~30"),
    ("de 9 h à 17 h", "de 9~h à 17~h"),
    ("à 30 km du siège", "à 30~km du siège"),
    ("3 m² et 20 °C", "3~m² et 20~°C"),
    ("2 millions d'euros", "2~millions d’euros"),
    ("en 2021 s'est ouvert", "en 2021 s’est ouvert"),
]
ACCEPTED_AS_THEY_ARE = [
    "Bonjour~!",
    "Bonjour_!",
    "Bref_: non",
    "«_mot_»",
    "«~mot~»",
    "10_%",
    "2~000",
    "14_h_30",
]
NEVER_TOUCHED = [
    "https://union.example/a?b=c!d;e:f",
    "voir https://union.example/quoi? ou pas",
    "www.union.example/l'adresse",
    "mailto:l'equipe@union.example?subject=a",
    "l'equipe@union.example",
    "à 14:30, à 9:05:10",
    "16:9 et 1:25",
    "clé:valeur et width:50%",
    "a!=b et x?.y",
    "main...branche et ../../..",
    "salut :) et :-( et ;-) et :/ et :D et :'(",
    "travailleur·euses, technicien.nes, salarié(e)s, tous-tes",
    "rapport_final.v2.pdf",
    "&nbsp; et &lt; écrits en toutes lettres",
    "(?) et (!)",
    "ligne\n! suivante",
    "Ce Le De Les Vers Me",
    "1er 1re 2e XXIe",
    "",
    " ",
    " ! ",
    "!",
    "»",
    "«",
]


def _spaced(text: str) -> str:
    return text.replace("~", "\u00a0").replace("_", "\u202f")


ALL_CASES = MARKS_OF_PUNCTUATION + QUOTATION_MARKS + SMALL_SIGNS + NUMBERS


@pytest.mark.parametrize(("typed", "read"), ALL_CASES)
def test_plain_text_is_set(typed, read):
    assert typeset_text(typed, "fr") == _spaced(read)


@pytest.mark.parametrize(("typed", "read"), ALL_CASES)
def test_the_same_words_are_set_alike_in_a_paragraph(typed, read):
    assert typeset_html(f"<p>{typed}</p>", "fr") == f"<p>{_spaced(read)}</p>"


@pytest.mark.parametrize("typed", ACCEPTED_AS_THEY_ARE)
def test_a_no_break_space_already_there_is_accepted(typed):
    assert typeset_text(_spaced(typed), "fr") == _spaced(typed)


@pytest.mark.parametrize("typed", NEVER_TOUCHED)
def test_what_is_not_a_sentence_is_left_alone(typed):
    assert typeset_text(typed, "fr") == typed


@pytest.mark.parametrize("typed", [typed for typed in NEVER_TOUCHED if "1er" not in typed])
def test_what_is_not_a_sentence_is_left_alone_in_html(typed):
    assert typeset_html(f"<p>{typed}</p>", "fr") == f"<p>{typed}</p>"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("« <b>mot</b> » !", "«~<b>mot</b>~»_!"),
        ("«<b>mot</b>»", "«~<b>mot</b>~»"),
        ("<b>« mot »</b> !", "<b>«~mot~»</b>_!"),
        ('"<b>mot</b>"', "«~<b>mot</b>~»"),
        ('<b>"mot"</b>', "<b>«~mot~»</b>"),
        ("<a href='#x'>mot</a>!", "<a href='#x'>mot</a>_!"),
        ("mot<b>!</b>", "mot_<b>!</b>"),
        ("mot <b> !</b>", "mot_<b>!</b>"),
        ("<b>l'</b>usine", "<b>l’</b>usine"),
        ("<b>2</b> 000 <i>€</i>", "<b>2</b>_000~<i>€</i>"),
        ("mot<!-- note ! --> !", "mot<!-- note ! -->_!"),
        ("<p>fin</p><p> ! début</p>", "<p>fin</p><p> ! début</p>"),
        ("fin<br> ! début", "fin<br> ! début"),
        ('<p>un "mot</p><p>deux" !</p>', '<p>un "mot</p><p>deux"_!</p>'),
        ("n<sup>o</sup> 5", "n<sup>o</sup>~5"),
    ],
)
def test_rules_see_across_inline_tags_and_stop_at_blocks(written, read):
    assert typeset_html(written, "fr") == _spaced(read)


@pytest.mark.parametrize("element", ["code", "kbd", "samp", "svg"])
def test_code_is_left_alone_and_the_sentence_goes_on_after_it(element):
    code = f'<{element}>si l\'on a "x" ! <i>y ;</i> 1er</{element}>'
    assert typeset_html(f"Tapez {code} !", "fr") == f"Tapez {code}\u202f!"


@pytest.mark.parametrize("element", ["pre", "script", "style", "textarea", "title"])
def test_what_is_no_part_of_a_sentence_is_left_alone(element):
    source = f'<{element}>si l\'on a "x" ! <i>y ;</i> 1er</{element}>'
    assert typeset_html(f"Oui ! {source} Non !", "fr") == f"Oui\u202f! {source} Non\u202f!"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<p lang="en">Hey !</p><p>Hé !</p>', '<p lang="en">Hey !</p><p>Hé_!</p>'),
        ("<i lang=en>Hey !</i> !", "<i lang=en>Hey !</i>_!"),
        (
            "<p lang='en'>a ! <i lang='fr-CA'>b !</i> c !</p><p>d !</p>",
            "<p lang='en'>a ! <i lang='fr-CA'>b_!</i> c !</p><p>d_!</p>",
        ),
        ('<p lang="fr">a !</p>', '<p lang="fr">a_!</p>'),
        ('<p LANG="AR">a !</p>', '<p LANG="AR">a !</p>'),
        ('<a hreflang="en" title="lang=en">a !</a>', '<a hreflang="en" title="lang=en">a_!</a>'),
        (
            '<b lang="en">a ! <br> <img alt="!"> b !</b> !',
            '<b lang="en">a ! <br> <img alt="!"> b !</b>_!',
        ),
        (
            '<code lang="en"><b lang="fr">a !</b></code>',
            '<code lang="en"><b lang="fr">a !</b></code>',
        ),
    ],
)
def test_another_language_inside_is_left_alone(written, read):
    assert typeset_html(written, "fr") == _spaced(read)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("le 1er mai", "le 1<sup>er</sup> mai"),
        ("la 1re fois, les 1res fois", "la 1<sup>re</sup> fois, les 1<sup>res</sup> fois"),
        ("la 2e et la 12e.", "la 2<sup>e</sup> et la 12<sup>e</sup>."),
        ("le XXIe siècle !", "le XXI<sup>e</sup> siècle_!"),
        ("la Ve République, François Ier", "la V<sup>e</sup> République, François I<sup>er</sup>"),
        ("<b>XIXe</b>", "<b>XIX<sup>e</sup></b>"),
        ("1<sup>er</sup> mai", "1<sup>er</sup> mai"),
        ("1<b>er</b> mai", "1<b>er</b> mai"),
        ("Ce matin, Le Mans, Vers midi, De là", "Ce matin, Le Mans, Vers midi, De là"),
        ("a1er, 1er.pdf, 2e-3, https://union.example/1er", None),
    ],
)
def test_ordinals_are_raised_in_html(written, read):
    assert typeset_html(written, "fr") == _spaced(read or written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            '<a title="a ! \'b\' >" href="x?a=b;c">oui !</a>',
            '<a title="a ! \'b\' >" href="x?a=b;c">oui_!</a>',
        ),
        ("a&nbsp;! b&#8239;? c&#xA0;:", "a&nbsp;! b&#8239;? c&#xA0;:"),
        ("&laquo; a &raquo; ;", "&laquo;~a~&raquo;_;"),
        ("l'&eacute;cole", "l’&eacute;cole"),
        ("l&#x27;usine &quot;mot&quot;", "l’usine «~mot~»"),
        ("&amp;nbsp; &lt;b&gt; !", "&amp;nbsp; &lt;b&gt;_!"),
        ("a < b ; 3 > 2 !", "a < b_; 3 > 2_!"),
        ('oui ! <a href="non !', 'oui_! <a href="non !'),
        ("oui ! <!-- non !", "oui_! <!-- non !"),
        ("oui !</i> non !", "oui_!</i> non_!"),
    ],
)
def test_markup_is_copied_as_it_is(written, read):
    assert typeset_html(written, "fr") == _spaced(read)


@pytest.mark.parametrize("language", ["fr", "fr-FR", "fr_CA", "FR"])
def test_every_french_is_set(language):
    assert typeset_text("oui !", language) == "oui\u202f!"


@pytest.mark.parametrize("language", ["frr", "frp", "", None])
def test_what_is_not_french_is_not(language):
    assert typeset_text("oui !", language) == typeset_html("oui !", language) == "oui !"


# Words, signs and markup that meet badly, so that chance finds the bad meetings.
SIGNS = " \u00a0\u202f\u2009\t\n!?;:.,'\"«»“”’…()[]/-·&@%€°=_"
WORDS = "mot l n° art. p. M. L. Mme 14 30 h 000 2 1er XXIe km s ... http://x a@b.c a:b www. &x;"
MARKUP = (
    "<b>|</b>|<i lang=en>|<i lang='fr'>|</i>|<p>|</p>|<br>|<code>|</code>|<pre>|</pre>|<sup>|</sup>"
    "|<script>|</script>|<!-- ! -->|<!--|<a b='!'>|<a b=|<|>|/>|&nbsp;|&quot;|&laquo;|&hellip;|&lt;"
    "|&amp;|\ufffc"
)
TEXT_ATOMS = st.sampled_from([*SIGNS, *WORDS.split()])
HTML_ATOMS = st.sampled_from(MARKUP.split("|"))
PLAIN = st.lists(TEXT_ATOMS, max_size=14).map("".join)
FRAGMENTS = st.lists(TEXT_ATOMS | HTML_ATOMS, max_size=16).map("".join)
MANY = settings(max_examples=400, deadline=None)


@MANY
@given(PLAIN | st.text())
@example(".!.!")
@example("! !;»")
@example("»:»")
@example("e?…;”")
def test_setting_plain_text_twice_changes_nothing_more(text):
    once = typeset_text(text, "fr")
    assert typeset_text(once, "fr") == once


@MANY
@given(FRAGMENTS | st.text())
def test_setting_html_twice_changes_nothing_more(html):
    once = typeset_html(html, "fr")
    assert typeset_html(once, "fr") == once


@given(FRAGMENTS | st.text(), st.sampled_from(["en", "es", "ar", "de", "", "frr"]))
def test_other_languages_come_back_unchanged(text, language):
    assert typeset_html(text, language) == text
    assert typeset_text(text, language) == text


@MANY
@given(FRAGMENTS)
def test_nothing_is_lost_or_moved_where_all_is_in_another_language(html):
    whole = f"<div lang=en>{html.replace('lang=', 'class=')}"
    assert typeset_html(whole, "fr") == whole


class _Markup(HTMLParser):
    """The tags, attributes, comments and references of a fragment, in order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.seen = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, attrs))

    def handle_endtag(self, tag):
        self.seen.append(f"/{tag}")

    def handle_comment(self, data):
        self.seen.append(data)

    def handle_entityref(self, name):
        self.seen.append(name)


WELL_FORMED = st.recursive(
    PLAIN.map(lambda text: text.replace("&", "et ")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(st.sampled_from(["b", "i", "p", "code", "sup", "q"]), inner).map(
            lambda pair: '<{0} title="l\'a !">{1}</{0}>&amp;<!-- a ! -->'.format(*pair)
        ),
    ),
    max_leaves=8,
)


@MANY
@given(WELL_FORMED)
@example('<b title="l\'a !">« 1er mot » !</b>')
def test_tags_attributes_and_references_are_the_same_in_the_same_order(html):
    written = _Markup(html).seen
    read = _Markup(
        re.sub(r"(?<=[0-9IVXL])<sup>(ers?|res?|es?)</sup>", r"\1", typeset_html(html, "fr"))
    )
    assert read.seen == written


@MANY
@given(PLAIN)
def test_only_spaces_and_the_three_signs_change(text):
    signs = str.maketrans({"«": '"', "»": '"', "’": "'", "…": "..."})
    letters = re.compile(r"\s")
    read = typeset_text(text, "fr")
    assert letters.sub("", read.translate(signs)) == letters.sub("", text.translate(signs))


@given(PLAIN)
def test_added_spaces_are_never_doubled(text):
    clean = re.sub(r"[ \u00a0\u202f\u2009]+", " ", text)
    assert not re.search(
        r"[\u00a0\u202f] |[\u00a0\u202f]{2}| [\u00a0\u202f]", typeset_text(clean, "fr")
    )


@pytest.mark.parametrize(
    "unit",
    ["<a ", '<a b="', "&a", "a:", "a@", '"a ', "« ", "1 000 ", "a.b", "<b>", "</b>", "... ", " "],
)
def test_a_long_or_hostile_text_takes_time_in_proportion(unit):
    def seconds(times: int) -> float:
        fragment = unit * times
        best = []
        for _ in range(3):
            start = time.process_time()
            typeset_html(fragment, "fr")
            best.append(time.process_time() - start)
        return min(best)

    assert seconds(8000) < 40 * max(seconds(1000), 0.0005)
