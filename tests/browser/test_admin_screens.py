"""The screens of the admin that we shape are accessible, and nothing on them scrolls sideways."""

import json

import pytest

from tests.browser.test_accessibility import axe_faults
from tests.browser.test_dashboard import fits, sign_in

__all__ = ["sign_in"]

WAYS_OF_READING = pytest.mark.parametrize(
    ("width", "options"),
    [
        (1280, {"locale": "fr-FR", "color_scheme": "light"}),
        (390, {"locale": "ar", "color_scheme": "dark"}),
    ],
)
SCREENS = (
    "communiques/",
    "dossiers/",
    "trash/",
    "members/",
    "members/invite/",
    "members/log/",
    "roles/",
    "make-sector/",
    "help/",
    "help/?q=tract",
    "account/security/",
    "translations/",
    "translations/?language=ar&state=missing",
    "translations/files/import/",
)
# A submitted communiqué, one in the trash that lost its place, and the screens that ask about them.
SCREENS_ABOUT_PAGES = """
import json
from django.contrib.auth import get_user_model
from django.urls import reverse
from cms.trash.keeping import throw_away
from home.models import StandardPage
from sectors.models import CommuniquePage, SectorPage
member = get_user_model().objects.get
section = SectorPage.objects.get(sector__slug="education", locale__language_code="fr")
live = CommuniquePage.objects.live().filter(locale=section.locale, translation_key__in=
    CommuniquePage.objects.exclude(locale=section.locale).values("translation_key")).first()
waiting = section.add_child(instance=CommuniquePage(
    title="Grève des agents d’entretien", locale=section.locale, live=False))
waiting.save_revision(user=member(username="redaction"))
workflow = waiting.get_workflow().start(waiting, member(username="redaction"))
place = section.get_parent().add_child(
    instance=StandardPage(title="Passage", locale=section.locale))
lost = throw_away(place.add_child(
    instance=StandardPage(title="Sans toit", locale=section.locale)), member(username="admin"))
place.delete()
names = {
    "translation_desk:begin": [live.pk, "pt"],
    "translation_desk:section": [section.pk],
    "wagtailadmin_pages:delete": [live.pk],
    "wagtailadmin_pages:unpublish": [live.pk],
    "moderation:review": [workflow.current_task_state.pk],
    "trash:place": [lost.pk],
    "trash:erase": [lost.pk],
}
found = [reverse(name, args=args) for name, args in names.items()]
for action in ("delete", "unpublish"):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    found.append(f"{address}?id={live.pk}&next=/admin/")
print(json.dumps(found))
"""


def faults_of(page, screens) -> dict[str, list[str]]:
    """What is wrong on each screen where something is."""
    found = {}
    for screen in screens:
        answer = page.goto(screen, wait_until="networkidle")
        assert answer.status == 200, screen
        found[screen] = [*axe_faults(page), *([] if fits(page) else ["wider than the window"])]
    return {screen: faults for screen, faults in found.items() if faults}


@pytest.mark.usefixtures("checkers")
@WAYS_OF_READING
def test_axe_finds_nothing(width, options, sign_in):
    page = sign_in("admin", width, **options)
    assert faults_of(page, [f"/admin/{screen}" for screen in SCREENS]) == {}


@pytest.fixture(scope="module")
def screens_about_pages(site) -> list[str]:
    return json.loads(site.run(SCREENS_ABOUT_PAGES).splitlines()[-1])


@pytest.mark.usefixtures("checkers")
@WAYS_OF_READING
def test_axe_finds_nothing_where_a_member_is_asked(width, options, sign_in, screens_about_pages):
    assert faults_of(sign_in("admin", width, **options), screens_about_pages) == {}
