"""A process beside the servers': changes the site in every way that readers can see.

`test_two_processes.py` starts it with `python -m tests.cms.editor` and gives it a line for each
change; when that is committed it answers with a line.
"""

import datetime
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import django

HOST = "127.0.0.1"
PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Seen:
    """What an address answers after a change and not before it; `text` is a regular expression."""

    path: str
    status: int = 200
    text: str = ""

    def is_in(self, status: int, body: str) -> bool:
        """Whether an answer is the one after the change."""
        return status == self.status and re.search(self.text, body, re.DOTALL) is not None


# The site is moved last: every address of every page is another then.
CHANGES = {
    "publish": Seen("/fr/publish/", text="Quite another title"),
    "unpublish": Seen("/fr/unpublish/", 404),
    "move": Seen("/fr/publish/move/"),
    "reorder": Seen("/fr/plan/", text='"/fr/reorder/".*"/fr/publish/"'),
    "delete": Seen("/fr/delete/", 404),
    "scheduled publishing": Seen("/fr/scheduled-publishing/"),
    "scheduled expiry": Seen("/fr/scheduled-expiry/", 404),
    "alias": Seen("/fr/stands-for/"),
    "restriction": Seen("/fr/restriction/", 302),
    "translation": Seen("/fr/translation/", text='"alternate" hreflang="en"'),
    "vocabulary": Seen("/fr/communiques/", text="Métallurgie"),
    "settings": Seen("/fr/", text="Union of another name"),
    "menus": Seen("/fr/", text="/fr/menus/"),
    "redirect": Seen("/fr/redirect-from/", 301),
    "locale": Seen("/fr/", text='hreflang="pt"'),
    "picture": Seen("/fr/picture/", text="another-file"),
    "document": Seen("/fr/communiques/document/", text="Leaflet of another name"),
    "search promotion": Seen("/fr/recherche/?q=cheminots", text="/fr/promoted/"),
    "site": Seen("/fr/", text=f"http://{HOST}:81/fr/"),
}
PAGES = (
    "publish",
    "unpublish",
    "move",
    "reorder",
    "delete",
    "scheduled-publishing",
    "scheduled-expiry",
    "restriction",
    "translation",
    "menus",
    "picture",
    "promoted",
)


class Editor:
    """A small site with a page for each change, and what members and the worker do to it."""

    def build(self) -> None:
        """Makes what will be changed."""
        from sectors.models import CommuniqueDocument
        from tests import factories as make

        self.home = make.make_home("fr", slug="front")
        self.english = make.make_home("en")
        site = self.home.get_site()
        site.hostname, site.port = HOST, 80
        site.save()
        self.pages = {slug: make.make_page(self.home, slug=slug) for slug in PAGES}
        self.pages["scheduled-publishing"].unpublish()
        make.publish_again(self.pages["picture"], share_picture=make.make_picture())
        make.make_site_map(self.home, slug="plan")
        self.sector, self.leaflet = make.make_sector(name_fr="Chimie"), make.make_document()
        index = make.make_communique_index(self.home, slug="communiques")
        communique = make.make_communique(index, slug="document", sectors=[self.sector])
        communique.documents = [CommuniqueDocument(document=self.leaflet)]
        communique.save()

    def change(self, name: str) -> None:
        """Makes one of `CHANGES`."""
        from wagtail.models import Page

        slug = name.replace(" ", "-")
        page = Page.objects.filter(slug=slug).first()
        change: Callable = getattr(self, slug.replace("-", "_"))
        change(page.specific if page else None)

    def publish(self, page) -> None:
        """An edited page goes live."""
        page.title = "Quite another title"
        page.save_revision().publish()

    def unpublish(self, page) -> None:
        """A page is taken back."""
        page.unpublish()

    def move(self, page) -> None:
        """A page gets another parent."""
        page.move(self.pages["publish"], pos="last-child")

    def reorder(self, page) -> None:
        """A page gets another place among its siblings."""
        page.move(self.pages["publish"], pos="left")

    def delete(self, page) -> None:
        """A page is gone."""
        page.delete()

    def scheduled_publishing(self, page) -> None:
        """The worker publishes what is due."""
        page.go_live_at = PAST
        page.save_revision(approved_go_live_at=PAST)
        self._work()

    def scheduled_expiry(self, page) -> None:
        """The worker takes back what is over."""
        type(page).objects.filter(pk=page.pk).update(expire_at=PAST)
        self._work()

    def alias(self, page) -> None:
        """A page appears at a second address."""
        self.pages["publish"].refresh_from_db()
        self.pages["publish"].create_alias(update_slug="stands-for")

    def restriction(self, page) -> None:
        """A page is for members only from now on."""
        from wagtail.models import PageViewRestriction

        kind = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=page, restriction_type=kind)

    def translation(self, page) -> None:
        """A page exists in a second language."""
        from tests.factories import make_version

        make_version(page, self.english)

    def vocabulary(self, page) -> None:
        """A sector is renamed."""
        self.sector.name_fr = "Métallurgie"
        self.sector.save()

    def settings(self, page) -> None:
        """The union is renamed."""
        from cms.models import SiteSettings

        words = SiteSettings.load()
        for field in (one.name for one in words._meta.fields if one.name.startswith("name")):
            setattr(words, field, "Union of another name")
        words.save()

    def menus(self, page) -> None:
        """A page is put into the header."""
        from cms.models import Navigation, NavigationItem

        NavigationItem.objects.create(navigation=Navigation.load(), page=page, place="header")

    def redirect(self, page) -> None:
        """An old address leads somewhere."""
        from wagtail.contrib.redirects.models import Redirect

        Redirect.objects.create(old_path="/fr/redirect-from", redirect_page=self.home)

    def locale(self, page) -> None:
        """The site speaks another language."""
        from tests.factories import make_home

        make_home("pt")

    def picture(self, page) -> None:
        """A picture's file is replaced."""
        from django.core.files.images import ImageFile

        picture = page.share_picture
        picture.file = ImageFile(BytesIO(picture.file.read()), name="another-file.png")
        picture.save()

    def document(self, page) -> None:
        """A document is renamed."""
        self.leaflet.title = "Leaflet of another name"
        self.leaflet.save()

    def search_promotion(self, page) -> None:
        """Members choose what comes first."""
        from search.models import PromotedPage, PromotedQuery, PromotedResult

        promotion = PromotedResult(title="first", language="fr")
        promotion.queries = [PromotedQuery(words="cheminots")]
        promotion.pages = [PromotedPage(page=self.pages["promoted"])]
        promotion.save()

    def site(self, page) -> None:
        """The site is at another port."""
        site = self.home.get_site()
        site.port = 81
        site.save()

    def _work(self) -> None:
        from django.core.management import call_command

        call_command("publish_scheduled", verbosity=0)


def say(word: str) -> None:
    """A line for the test that waits for it."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Builds the site, says so, and does what it is told until there is nothing more."""
    django.setup()
    editor = Editor()
    editor.build()
    say("built")
    for line in sys.stdin:
        editor.change(line.strip())
        say("done")


if __name__ == "__main__":
    main()
