"""French spelling: what is remarked, and what is right and must be left alone."""

import pytest

from cms.writing.spelling import bare_capitals, missing_spaces, mixed_points, straight_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>A l'unité !</p>", [("A l'unité", "À l'unité")]),
        ("<p>Dehors. A bas les lois</p>", [("A bas", "À bas")]),
        ("<p>l'Etat et les Etats</p>", [("Etat", "État"), ("Etats", "États")]),
        ("<p>Ecole fermée. Ça va, Ca suffit</p>", [("Ecole", "École"), ("Ca", "Ça")]),
        ("<h3>L'ECOLE EN GREVE</h3>", [("ECOLE", "ÉCOLE"), ("GREVE", "GRÈVE")]),
        ("<p>NOTRE SANTE, NOS METIERS</p>", [("SANTE", "SANTÉ"), ("METIERS", "MÉTIERS")]),
        ("<p>ÉTUDIANTES et EQUIPE</p>", [("EQUIPE", "ÉQUIPE")]),
        ("<p>LIBERTÉ, ÉGALITE</p>", [("ÉGALITE", "ÉGALITÉ")]),
        ("<p>À l'unité, l’État, l’ÉCOLE</p>", []),
        ("<p>A priori, A contrario. Le plan A. Vitamine A et B.</p>", []),
        ("<p>A-t-on vu cela ? Il a dit. A 9 heures</p>", []),
        ("<p>Europe, Eux, Elle, Ensemble, Emploi, Espoir, Enseigner, En</p>", []),
        ("<p>La CA, le CE, l'ETA, un CDD, SUD, UNITE</p>", []),
        ('<p>Le <span lang="en" dir="ltr">A team, ECOLE, Etat</span> joue</p>', []),
    ],
)
def test_capitals(said, text, expected):
    assert said(bare_capitals, text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["<p>Les salarié·es et les agent·es</p>", "<p>un.e technicien.ne</p>"],
            [("un.e", "un·e"), ("technicien.ne", "technicien·ne")],
        ),
        (["<p>salarié·es, agent·es, élu-e-s</p>"], [("élu-e-s", "élu·e·s")]),
        (["<p>salarié(e)s, agent(e), agent·e</p>"], ["agent·e"]),
        (["<p>salarié·e, agent•e, agent·e</p>"], [("agent•e", "agent·e")]),
        (["<p>salarié·e et agent/e</p>"], [("agent/e", "agent·e")]),
        (["<p>salarié·es et agent(e)s</p>"], [("agent(e)s", "agent·es")]),
        (["<p>salarié.es, technicien.nes, élu.e.s</p>"], []),  # one sign: theirs to choose
        (["<p>salarié·es, prends-les, dit-elle, là-bas, fin.Les</p>"], []),
        (["<p>salarié·es sur www.agent.es/x et a@agent.es</p>"], []),
        (['<p>salarié·es <span lang="es" dir="ltr">técnico/e</span></p>'], []),
    ],
)
def test_points(said, texts, expected):
    assert said(mixed_points, *texts) == expected


@pytest.mark.parametrize(
    ("text", "quotes", "spaces"),
    [
        ('<p>Un "oui" franc</p>', [('"oui"', "«\u00a0oui\u00a0»")], []),
        ("<p>Pourquoi ? Parce que !</p>", [], ["Pourquoi ?", "que !"]),
        ("<p>Pourquoi? 900 €</p>", [], ["Pourquoi?", "900 €"]),
        ("<p>Pourquoi\u202f? «\u00a0Oui\u00a0» : 14:30</p>", [], ["«\u00a0Oui\u00a0» :"]),
        ("<p>Pourquoi\u202f? «\u00a0Oui\u00a0»</p>", [], []),
        ('<p>https://x.example/?a=b 5" x</p>', [], []),
        ('<p>Ils crient <span lang="en" dir="ltr">"Enough!" now</span>.</p>', [], []),
    ],
)
def test_what_readers_are_spared(said, text, quotes, spaces):
    assert said(straight_quotes, text) == quotes
    assert said(missing_spaces, text) == spaces


@pytest.mark.parametrize("find", [bare_capitals, missing_spaces, mixed_points, straight_quotes])
def test_other_languages_are_left_alone(said, find):
    text = '<p>Ecole! "GREVE" A la salarié.es y salarié·es</p>'
    assert said(find, text)
    assert said(find, text, language="es") == []
