"""Headings, links, alternative texts, titles."""

import pytest

from cms.writing.structure import (
    bold_for_heading,
    out_of_order,
    saying_nothing,
    too_long,
    without_alternative,
)
from cms.writing.texts import Described, Kind, Place, Reading, Text

PLACE = Place(("body", "a1"), ("Texte", "Paragraphe"))


def in_stream(*texts: tuple[Kind, str], stream: str = "body") -> Reading:
    reading = Reading("fr")
    reading.texts = [Text(PLACE, kind, source, "fr", stream) for kind, source in texts]
    return reading


@pytest.mark.parametrize(
    ("texts", "stream", "expected"),
    [
        ([(Kind.RICH, "<h3>Petit</h3><p>x</p>")], "body", ["Petit"]),
        ([(Kind.HEADING, "Grand"), (Kind.RICH, "<h3>Petit</h3>")], "body", []),
        ([(Kind.RICH, "<h3>Petit</h3>"), (Kind.HEADING, "Grand")], "body", ["Petit"]),
        ([(Kind.RICH, "<h3>Petit</h3>")], "chapters.4.body", []),  # under the chapter's title
        ([(Kind.RICH, "<h3>Petit</h3>")], "", []),  # the page's template heads this field
    ],
)
def test_headings(texts, stream, expected):
    found = out_of_order(in_stream(*texts, stream=stream))
    assert [finding.words for finding in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p><b>Nos droits</b></p><p>x</p>", ["Nos droits"]),
        ("<p> <b>Nos</b> <strong>droits</strong></p>", ["Nos droits"]),
        ("<p><b>Tous dehors !</b></p>", []),
        ("<p><b>Nos droits</b> à tous</p>", []),
        ("<ul><li><b>Nos droits</b></li></ul>", []),
        (f"<p><b>{'mot ' * 30}</b></p>", []),
    ],
)
def test_bold_lines(said, text, expected):
    assert said(bold_for_heading, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p>Pour agir, <a href="/x">cliquez ici</a></p>', ["cliquez ici"]),
        ('<p><a linktype="page" id="3">→ <b>Ici</b> !</a></p>', ["→ Ici !"]),
        ('<p><a href="/x">https://x.example/un</a></p>', ["https://x.example/un"]),
        ('<p><a href="/x">www.x.example</a></p>', ["www.x.example"]),
        (
            '<p><a href="/x">اضغط هنا</a> <a href="/x">Read more…</a></p>',
            ["اضغط هنا", "Read more…"],
        ),
        ('<p>ici <a href="/x">le tract pour les pharmacies</a> ici</p>', []),
        ('<p><a href="/x">Ici, on lutte</a></p>', []),
    ],
)
def test_links(said, text, expected):
    assert said(saying_nothing, text) == expected


def test_words_of_buttons(said):
    assert said(saying_nothing, "Cliquez ici", "Rejoindre", kind=Kind.LINK) == ["Cliquez ici"]
    assert said(saying_nothing, "Ici", kind=Kind.PLAIN) == []


@pytest.mark.parametrize(
    ("alternative", "remarked"),
    [
        ("", True),
        ("   ", True),
        ("IMG_2041.jpg", True),
        ("photo manif.JPEG", True),
        ("DSC 0012", True),
        ("tract_final", True),
        ("Des livreuses devant la préfecture", False),
        ("Image 3 de la frise : l’usine", False),
    ],
)
def test_alternative_texts(alternative, remarked):
    reading = Reading("fr", pictures=[Described(PLACE, alternative)])
    assert bool(list(without_alternative(reading))) is remarked


@pytest.mark.parametrize(
    ("length", "shared", "remarked"),
    [
        (70, "", False),
        (71, "", True),
        (100, "Un titre court", False),
        (111, "Un titre court", True),
        (40, "x" * 71, True),
    ],
)
def test_titles(length, shared, remarked):
    reading = in_stream((Kind.TITLE, "x" * length))
    reading.shared_title = shared
    assert bool(list(too_long(reading))) is remarked
