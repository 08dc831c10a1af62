"""Passages in another language: found when they do not say so, and only then."""

import pytest

from cms.writing.texts import Kind
from cms.writing.tongues import unmarked

ENGLISH = "Workers of the world unite, you have nothing to lose"
ARABIC = "عيش حرية عدالة"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", f"<p>Ils chantent {ARABIC}, ensemble.</p>", [(ARABIC, "العربية")]),
        ("fr", f"<p>Ils crient : « {ENGLISH} ».</p>", [(ENGLISH, "English")]),
        ("fr", "<p>« El pueblo unido y los sindicatos no están solos »</p>", ["Español"]),
        ("fr", "<p>Die Arbeit ist nicht alles, und wir sind nicht allein.</p>", ["Deutsch"]),
        ("fr", "<p>(gli operai della fabbrica non sono soli)</p>", ["Italiano"]),
        ("fr", "<p>Os trabalhadores não estão sós nas ruas</p>", ["Português"]),
        ("en", "<p>Les salariées de la boutique ne sont pas seules</p>", ["Français"]),
        ("ar", f"<p>قالوا {ENGLISH} ثم</p>", [(ENGLISH, "English")]),
        ("fr", f'<p>Ils crient <span lang="en" dir="ltr">{ENGLISH}</span>.</p>', []),
        ("fr", f'<p>Chant : <span lang="ar" dir="rtl"><b>{ARABIC}</b></span></p>', []),
        ("fr", "<p>Le mot سلام seul, le week-end, un open space, du reporting.</p>", []),
        ("fr", "<p>Industrial Workers of the World, une sœur d’outre-mer.</p>", []),
        ("fr", "<p>On débauche, on jouerait moins ; en hiver, en été, on a froid.</p>", []),
        ("ar", "<p>العنوان: 12 rue de l’Exemple، باريس</p>", []),
        ("en", "<p>We demand that the law is applied in our shops.</p>", []),
    ],
)
def test_running_text(said, language, text, expected):
    found = said(unmarked, text, language=language)
    if expected and isinstance(expected[0], str):
        found = [instead for _words, instead in found]
    assert found == expected


def test_plain_text_cannot_be_marked(said):
    assert said(unmarked, ENGLISH, kind=Kind.PLAIN) == []
