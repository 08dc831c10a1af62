"""Feeds: whole texts in one language, read by a real feed reader, under names that never change."""

import datetime

import feedparser
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.models import SiteSettings
from sectors.feeds import MAX_ENTRIES
from tests import factories

XMLNS = ' xmlns="http://www.w3.org/2005/Atom"'
ROOT = "http://testserver/"


def feed_of(page, reader) -> bytes:
    """The feed of a page, as served."""
    with override(page.locale.language_code):
        address = page.feed_url
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return answer.content


def read(page, reader):
    """The feed of a page, as a feed reader understands it."""
    parsed = feedparser.parse(
        feed_of(page, reader), sanitize_html=False, resolve_relative_uris=False
    )
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def entry_titles(page, reader) -> list[str]:
    """What the feed of a page lists."""
    return [entry.title for entry in read(page, reader).entries]


def test_the_home_feed_holds_every_communique_newest_first(site, reader):
    section = factories.make_sector_page(site.sectors)
    factories.make_communique(section, title="Ancien", date=datetime.date(2021, 1, 1))
    factories.make_communique(site.communiques, title="Récent", date=datetime.date(2024, 1, 1))
    assert entry_titles(site.home, reader) == ["Récent", "Ancien"]


def test_a_sectors_feed_holds_its_own(site, reader):
    section = factories.make_sector_page(site.sectors)
    factories.make_communique(section, title="Le nôtre")
    factories.make_communique(site.communiques, title="Ailleurs")
    assert entry_titles(section, reader) == ["Le nôtre"]


def test_a_dossiers_feed_holds_its_chosen_communiques(site, reader):
    old = factories.make_communique(site.communiques, title="Un", date=datetime.date(2021, 1, 1))
    new = factories.make_communique(site.communiques, title="Deux")
    factories.make_communique(site.communiques, title="Trois")
    dossier = factories.make_dossier(site.dossiers, [old, new])
    assert entry_titles(dossier, reader) == ["Deux", "Un"]


def test_a_feed_is_named_after_the_union_and_its_page(site, reader):
    words = SiteSettings.load()
    words.name_fr = "Syndicat d’essai"
    words.save()
    section = factories.make_sector_page(site.sectors, title="Métiers du soin")
    assert read(site.home, reader).feed.title == "Syndicat d’essai"
    assert read(section, reader).feed.title == "Syndicat d’essai – Métiers du soin"


def test_a_feed_and_its_entries_say_their_language(site, english, reader):
    factories.make_communique(english.communiques, title="In English")
    factories.make_communique(site.communiques, title="En français")
    for home, code, title in ((site.home, "fr", "En français"), (english.home, "en", "In English")):
        assert f'<feed xml:lang="{code}"' in feed_of(home, reader).decode().replace(XMLNS, "")
        (entry,) = read(home, reader).entries
        assert (entry.title, entry.title_detail.language) == (title, code)


def test_an_entry_holds_the_whole_text(site, reader):
    picture = factories.make_ready_picture()
    image = {"image": picture, "alt_text": "Une main", "decorative": False}
    body = [
        ("paragraph", "<p>Un <b>paragraphe</b></p>"),
        ("heading", "Un intertitre"),
        ("quote", {"text": "Une citation", "source": "Une déléguée", "language": ""}),
        ("callout", {"tone": "rights", "title": "Un droit", "text": "<p>Le voici</p>"}),
        ("figures", {"items": [{"figure": "900", "label": "emplois"}], "source": ""}),
        ("picture", {"image": image, "caption": ""}),
        ("documents", {"title": "À lire", "items": [factories.make_document()]}),
        ("pages", {"title": "Voir", "items": [site.communiques]}),
    ]
    page = factories.make_communique(
        site.communiques, body=body, summary="Le chapeau", picture=picture, picture_alt="Un poing"
    )
    page.body.append(("paragraph", factories.link_to(site.home, "chez nous")))
    page.save()
    (entry,) = read(site.home, reader).entries
    content = BeautifulSoup(entry.content[0].value, "html.parser")
    text = content.get_text()
    wanted = "chapeau/paragraphe/intertitre/citation/déléguée/droit/voici/900/À lire/chez nous"
    assert [words for words in wanted.split("/") if words not in text] == []
    assert entry.summary == "Le chapeau"
    assert {image["alt"] for image in content.find_all("img")} >= {"Un poing"}
    addresses = [tag[name] for name in ("href", "src") for tag in content.find_all(**{name: True})]
    for tag in content.find_all(srcset=True):
        addresses += [candidate.split()[0] for candidate in tag["srcset"].split(", ")]
    assert len(addresses) > 8
    assert [address for address in addresses if not address.startswith(ROOT)] == []
    assert entry.link == page.full_url


def test_an_entry_keeps_its_name_when_the_page_moves(site, reader):
    section = factories.make_sector_page(site.sectors)
    page = factories.make_communique(section)
    (before,) = read(site.home, reader).entries
    page.move(site.communiques, pos="last-child")
    page = type(page).objects.get(pk=page.pk)
    page.slug, page.title = "autre-adresse", "Autre titre"
    page.save_revision().publish()
    (after,) = read(site.home, reader).entries
    assert after.link != before.link
    assert after.id == before.id


def test_names_differ_between_pages_languages_and_feeds(site, english, reader):
    page = factories.make_communique(site.communiques)
    factories.make_communique(site.communiques)
    factories.make_version(page, english.communiques)
    feeds = [read(home, reader) for home in (site.home, english.home)]
    names = [feed.feed.id for feed in feeds] + [e.id for feed in feeds for e in feed.entries]
    assert len(names) == len(set(names)) == 5


def test_a_feed_holds_at_most_twenty(site, reader):
    model = factories.make_communique(site.communiques)
    factories.make_many_communiques(model, MAX_ENTRIES + 3)
    newest = factories.make_communique(
        site.communiques, title="La plus récente", date=datetime.date(2024, 1, 1)
    )
    titles = entry_titles(site.home, reader)
    assert len(titles) == MAX_ENTRIES == 20
    assert titles[0] == newest.title


def test_control_characters_do_not_break_a_feed(site, reader):
    factories.make_communique(
        site.communiques,
        title="Titre\x0bcoupé",
        summary="Chapeau\x1f\ufffe",
        body=[("paragraph", "<p>Texte\x08 entier</p>")],
    )
    (entry,) = read(site.home, reader).entries
    assert entry.title == "Titrecoupé"
    assert "Texte entier" in entry.content[0].value


def test_an_empty_feed_can_be_read(site, reader):
    feed = read(site.home, reader)
    assert feed.entries == []
    assert feed.feed.updated_parsed
    assert feed.feed.id


def test_drafts_and_restricted_pages_are_in_no_feed(site, reader):
    factories.make_communique(site.communiques, live=False)
    closed = factories.make_sector_page(site.sectors)
    page = factories.make_communique(closed)
    dossier = factories.make_dossier(site.dossiers, [page])
    assert entry_titles(site.home, reader) == entry_titles(dossier, reader) == [page.title]
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert entry_titles(site.home, reader) == entry_titles(dossier, reader) == []


def test_an_entry_is_filed_and_dated(site, reader):
    section = factories.make_sector_page(site.sectors, factories.make_sector("soin"))
    factories.make_communique(section, date=datetime.date(2021, 7, 1))
    (entry,) = read(section, reader).entries
    assert [tag.term for tag in entry.tags] == ["Soin"]
    assert entry.published.startswith("2021-07-01")


def test_a_page_announces_its_feed_and_that_of_the_site(site, reader):
    section = factories.make_sector_page(site.sectors)
    soup = BeautifulSoup(reader.get(section.url).content, "html.parser")
    announced = [link["href"] for link in soup.find_all("link", type="application/atom+xml")]
    assert announced == [section.feed_url, site.home.feed_url]
