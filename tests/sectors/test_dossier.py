"""A dossier shows its chapters and its communiqués in the reader's language, and prints whole."""

from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from tests import factories

CHAPTERS = [
    ("chapter", {"title": "La santé d’abord", "body": [("paragraph", "<p>Des masques.</p>")]}),
    ("chapter", {"title": "Les moyens", "body": [("heading", "Des postes")]}),
]


def print_view(dossier, reader) -> BeautifulSoup:
    """The dossier made for paper."""
    with override(dossier.locale.language_code):
        address = dossier.url + dossier.reverse_subpage("print")
    answer = reader.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_chosen_communiques_keep_their_order(site):
    pages = [factories.make_communique(site.communiques) for _ in range(3)]
    chosen = [pages[1], pages[2], pages[0]]
    assert factories.make_dossier(site.dossiers, chosen).communiques() == chosen


def test_communiques_are_shown_in_the_dossiers_language_where_they_exist_in_it(site, english):
    translated = factories.make_communique(site.communiques)
    version = factories.make_version(translated, english.communiques)
    french_only = factories.make_communique(site.communiques)
    dossier = factories.make_dossier(english.dossiers, [translated, french_only])
    assert dossier.communiques() == [version, french_only]


def test_a_communique_in_another_language_is_marked(site, english, reader):
    french_only = factories.make_communique(site.communiques, title="Pas traduit")
    dossier = factories.make_dossier(english.dossiers, [french_only])
    for soup in (
        BeautifulSoup(reader.get(dossier.url).content, "html.parser"),
        print_view(dossier, reader),
    ):
        words = soup.find(
            string=lambda text: "Pas traduit" in text and text.parent.name != "script"
        )
        assert words.find_parent(lang=True)["lang"] == "fr"


def test_communiques_that_readers_may_not_see_are_left_out(site):
    draft = factories.make_communique(site.communiques, live=False)
    closed = factories.make_communique(site.communiques)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert factories.make_dossier(site.dossiers, [draft, closed]).communiques() == []


def test_the_contents_lead_to_every_chapter(site, reader):
    dossier = factories.make_dossier(site.dossiers, chapters=CHAPTERS)
    soup = BeautifulSoup(reader.get(dossier.url).content, "html.parser")
    links = soup.select("nav.contents li[data-chapter] a")
    assert [link.get_text() for link in links] == ["La santé d’abord", "Les moyens"]
    for link in links:
        chapter = soup.find(id=link["href"].removeprefix("#"))
        assert link.get_text() in chapter.get_text()


def test_the_print_view_holds_everything(site, reader):
    pages = [
        factories.make_communique(
            site.communiques,
            title=f"Tract {n}",
            summary=f"Chapeau {n}",
            body=[("paragraph", f"<p>Texte entier {n}</p>")],
        )
        for n in (1, 2)
    ]
    dossier = factories.make_dossier(
        site.dossiers, pages, chapters=CHAPTERS, introduction="<p>Pour commencer</p>"
    )
    text = print_view(dossier, reader).main.get_text()
    wanted = ["Pour commencer", "La santé d’abord", "Des masques.", "Les moyens", "Des postes"]
    for n in (1, 2):
        wanted += [f"Tract {n}", f"Chapeau {n}", f"Texte entier {n}"]
    assert [words for words in wanted if words not in text] == []


def test_search_engines_are_sent_from_the_print_view_to_the_dossier(site, reader):
    dossier = factories.make_dossier(site.dossiers, chapters=CHAPTERS)
    canonical = print_view(dossier, reader).find("link", rel="canonical")
    assert canonical["href"] == dossier.full_url


def test_the_list_of_dossiers_is_that_of_its_language(site, english, reader):
    french = factories.make_dossier(site.dossiers)
    factories.make_dossier(english.dossiers)
    factories.make_dossier(site.dossiers, live=False)
    assert list(reader.get(site.dossiers.url).context_data["dossiers"]) == [french]
