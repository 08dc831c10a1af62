"""The PDF leaflets: tagged, on one side where the words fit, in French and in Arabic."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from cms.demo.leaflets import Heading, leaflet_pdf

ADDRESS = "https://syndicat.example/fr/astreintes/"
WORDS = [
    "Quand le téléphone sonne la nuit, c’est du travail.",
    "Tu es technicien·ne ou développeur·euse : l’astreinte se paie, se compense et se limite.",
    Heading("Ce que dit le droit"),
    "Le repos quotidien de onze heures reste dû. Note l’heure de chaque appel.",
]
FOOT = ["Syndicat du numérique", "Permanence le mercredi", "numerique@syndicat.example"]


def _leaflet(**changes) -> bytes:
    words = {
        "title": "Astreintes : la nuit nous appartient",
        "kicker": "Tract",
        "paragraphs": WORDS,
        "foot_lines": FOOT,
        "language": "fr",
        "url": ADDRESS,
    }
    return leaflet_pdf(**(words | changes))


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@pytest.fixture(scope="module")
def french() -> PdfReader:
    return _read(_leaflet(motif="servers"))


def test_a_leaflet_is_one_sheet_of_a4(french):
    [page] = french.pages
    assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.1)
    assert float(page.mediabox.height) == pytest.approx(841.89, abs=0.1)


def test_a_leaflet_is_tagged_and_says_its_title_and_language(french):
    catalogue = french.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "fr"
    assert french.metadata.title.startswith("Astreintes")


def test_a_leaflet_holds_all_its_words(french):
    text = "".join(letter for letter in french.pages[0].extract_text() if letter.isalnum())
    for words in (*WORDS, *FOOT[1:]):
        assert "".join(letter for letter in words if letter.isalnum()) in text


def test_the_address_of_a_leaflet_is_a_link(french):
    links = [note.get_object()["/A"]["/URI"] for note in french.pages[0]["/Annots"]]
    assert ADDRESS in links


def test_the_same_words_give_the_same_bytes():
    assert _leaflet(motif="clock") == _leaflet(motif="clock")


def test_a_leaflet_with_a_picture_is_light_enough_to_send():
    assert len(_leaflet(motif="broom")) < 120_000


def test_a_leaflet_needs_neither_picture_nor_address():
    leaflet = _read(_leaflet(motif=None, url=""))
    assert len(leaflet.pages) == 1
    assert "/Annots" not in leaflet.pages[0]


def test_a_long_text_takes_two_sides_and_keeps_its_address():
    leaflet = _read(_leaflet(paragraphs=WORDS * 11, motif="servers"))
    assert len(leaflet.pages) == 2
    assert "/Annots" in leaflet.pages[1]


def test_a_leaflet_is_set_from_right_to_left_in_arabic():
    leaflet = _read(
        _leaflet(
            title="المناوبات: الليل لنا",
            kicker="منشور",
            paragraphs=["حين يرنّ هاتف العمل ليلًا فهذا عمل.", "والعمل يُدفع أجره."],
            foot_lines=["نقابة عمّال القطاع الرقمي"],
            language="ar",
        )
    )
    [page] = leaflet.pages
    assert leaflet.trailer["/Root"]["/Lang"] == "ar"
    fonts = page["/Resources"]["/Font"].values()
    names = {font["/BaseFont"].split("+")[-1] for font in (f.get_object() for f in fonts)}
    assert {"LeafletDisplayArabic", "LeafletTextArabic"} <= names


def test_an_unknown_motif_is_refused():
    with pytest.raises(KeyError):
        _leaflet(motif="handshake")
