"""Role × action × place, every cell tried over HTTP. The tables below are what members are told."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Page, WorkflowState

from cms.models import Navigation, Picture, RoleGroup, SiteSettings
from cms.roles.catalogue import ADMINISTRATOR, BY_KEY, COORDINATOR, KEEPER, ROLES, TRANSLATOR
from cms.roles.groups import settle_roles
from sectors.founding import Founded, found_sector
from sectors.models import Sector, SectorPage, Theme
from tests.cms.roles.conftest import _published, browser_of
from tests.cms.roles.deeds import OF_WAGTAIL, Deed, communique_form, send
from tests.factories import make_communique, make_locale

# The team of a sector works in French and Italian; the translator translates into Italian.
TEAM_LANGUAGES = ("fr", "it")
PLACES = (("education", "it"), ("education", "es"), ("culture", "it"), ("culture", "es"))

# The pages are originals: what translators may do to translations is in `test_originals.py`.
# Own sector and own language · own sector, other language · other sector, own language · neither.
ON_PAGES = """
                  writer  moderator  translator  keeper  coordinator  administrator
open              y...    y...       y.y.        ....    yyyy         yyyy
see draft         y...    y...       y.y.        ....    yyyy         yyyy
history           y...    y...       y.y.        ....    yyyy         yyyy
compare           y...    y...       y.y.        ....    yyyy         yyyy
write             y...    y...       y.y.        ....    yyyy         yyyy
save              y...    y...       y.y.        ....    yyyy         yyyy
submit            y...    y...       y.y.        ....    yyyy         yyyy
translate         y...    y...       y.y.        ....    yyyy         yyyy
delete draft      y...    y...       ....        ....    yyyy         yyyy
approve           ....    y...       ....        ....    yyyy         yyyy
publish           ....    y...       ....        ....    yyyy         yyyy
write, publish    ....    y...       ....        ....    yyyy         yyyy
unpublish         ....    y...       ....        ....    yyyy         yyyy
bulk unpublish    ....    y...       ....        ....    yyyy         yyyy
delete            ....    y...       ....        ....    yyyy         yyyy
restrict          ....    y...       ....        ....    yyyy         yyyy
lock              ....    y...       ....        ....    yyyy         yyyy
add a picture     yy..    yy..       ....        ....    yyyy         yyyy
"""
ON_THE_SITE = """
                  writer  moderator  translator  keeper  coordinator  administrator
explanation       y       y          y           y       y            y
desk              y       y          y           .       y            y
messages          .       .          .           y       .            y
theme             .       .          .           .       y            y
make a sector     .       .          .           .       y            y
words             .       .          .           .       y            y
menus             .       .          .           .       y            y
redirects         .       .          .           .       y            y
look after        .       .          .           .       y            y
accounts          .       .          .           .       .            y
groups            .       .          .           .       .            y
languages         .       .          .           .       .            y
workflows         .       .          .           .       .            y
who reads what    .       .          .           .       .            y
"""


def columns(table: str) -> dict[str, dict[str, str]]:
    """What a table says: by role, then by deed."""
    head, *rows = table.strip("\n").splitlines()
    roles = head.split()
    found: dict[str, dict[str, str]] = {role: {} for role in roles}
    for row in rows:
        deed, *cells = row.rsplit(maxsplit=len(roles))
        for role, cell in zip(roles, cells, strict=True):
            found[role][deed.strip()] = cell
    return found


@pytest.fixture
def founded(indexes) -> dict[str, Founded]:
    """Two sectors as the command makes them."""
    settle_roles()
    made = {}
    for slug in ("education", "culture"):
        names = {f"name_{code}": f"{slug} {code}" for code in ("fr", "it", "es")}
        made[slug] = found_sector(Sector(slug=slug, **names))
    team = made["education"].team
    for group in (team.writers, team.moderators):
        group.role_group.languages.set(make_locale(code) for code in TEAM_LANGUAGES)
    return made


@pytest.fixture
def pages(founded) -> dict[tuple[str, str], Page]:
    """A published communiqué in each section, changed once."""
    return {
        (page.sector.slug, page.locale.language_code): _published(page)
        for page in SectorPage.objects.select_related("sector", "locale")
    }


def group_of(role: str, founded: dict[str, Founded]) -> Group:
    """The group that has a role."""
    team = founded["education"].team
    if role in ("writer", "moderator"):
        return getattr(team, f"{role}s")
    rows = RoleGroup.objects.filter(role=role)
    return (rows.get(locale=make_locale("it")) if role == TRANSLATOR.key else rows.get()).group


@pytest.fixture
def member(request, founded) -> Client:
    """The browser of a member who has the role and no other."""
    if request.param != ADMINISTRATOR.key:
        return browser_of(group_of(request.param, founded))
    client = Client()
    client.user = get_user_model().objects.create_superuser("root")
    client.force_login(client.user)
    return client


def undone(deed: Callable[[], bool]) -> str:
    """How a cell is written; what was done is taken back."""
    with transaction.atomic():
        done = deed()
        transaction.set_rollback(True)
    return "y" if done else "."


def _submit(client: Client, page: Page):
    form = communique_form(title="À relire", slug=page.slug) | {"action-submit": "1"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def _approve(client: Client, page: Page):
    writer = get_user_model().objects.create_user("somebody")
    page.title = "Approuvé"
    page.save_revision(user=writer)
    state = page.get_workflow().start(page, writer)
    args = [page.pk, "approve", state.current_task_state_id]
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=args))


def _translate(client: Client, page: Page):
    """A new French page of the same sector is begun in the language of the page."""
    section = SectorPage.objects.get(
        sector__slug=page.get_parent().specific.sector.slug, locale=make_locale("fr")
    )
    original = make_communique(section, slug="a-traduire")
    address = reverse("translation_desk:begin", args=[original.pk, page.locale.language_code])
    return client.post(address)


def _delete_draft(client: Client, page: Page):
    page.unpublish()
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def _add_picture(client: Client, page: Page):
    file = BytesIO()
    Image.new("RGB", (40, 30)).save(file, "PNG")
    collection = page.get_parent().specific.sector.team.collection
    data = {
        "title": "Affiche",
        "file": SimpleUploadedFile("affiche.png", file.getvalue(), "image/png"),
        "collection": collection.pk,
    }
    return client.post(reverse("wagtailimages:add"), data)


def exists(**conditions) -> Callable[[Page], bool]:
    """A proof: such a page is there."""
    return lambda _page: Page.objects.filter(**conditions).exists()


KNOWN = {deed.name: deed for deed in OF_WAGTAIL}
PAGE_DEEDS = {
    "open": KNOWN["edit"],
    "see draft": KNOWN["view_draft"],
    "history": KNOWN["history"],
    "compare": KNOWN["compare"],
    "write": KNOWN["write"],
    "save": KNOWN["save"],
    "submit": Deed("submit", _submit, proof=lambda page: page.workflow_states.exists()),
    "translate": Deed(
        "translate",
        _translate,
        proof=lambda page: Page.objects.filter(
            slug__startswith="a-traduire", locale=page.locale_id
        ).exists(),
    ),
    "delete draft": Deed(
        "delete draft",
        _delete_draft,
        proof=lambda page: not Page.objects.filter(pk=page.pk).exists(),
    ),
    "approve": Deed("approve", _approve, proof=exists(title="Approuvé", live=True)),
    "publish": KNOWN["publish"],
    "write, publish": KNOWN["write and publish"],
    "unpublish": KNOWN["unpublish"],
    "bulk unpublish": KNOWN["bulk unpublish"],
    "delete": KNOWN["delete"],
    "restrict": KNOWN["set_privacy"],
    "lock": send("lock"),
}


def has_added_a_picture(client: Client, page: Page) -> bool:
    """Whether there is a new picture on the shelf of the page's sector."""
    _add_picture(client, page)
    collection = page.get_parent().specific.sector.team.collection
    return Picture.objects.filter(collection=collection).exists()


@pytest.mark.parametrize("member", BY_KEY, indirect=True)
def test_on_pages(request, member, pages):
    """Each role, each deed, in each of the four places."""
    wanted = columns(ON_PAGES)[request.node.callspec.params["member"]]
    found = {}
    for name in wanted:
        cells = []
        for place in PLACES:
            page = Page.objects.get(pk=pages[place].pk).specific
            if name == "add a picture":
                cells.append(undone(lambda page=page: has_added_a_picture(member, page)))
            else:
                deed = PAGE_DEEDS[name]
                cells.append(undone(lambda deed=deed, page=page: deed.done(member, page)))
        found[name] = "".join(cells)
    assert found == wanted
    assert not WorkflowState.objects.exists()


def opens(address: str, *args) -> Callable[[Client], bool]:
    """Whether a screen is shown."""
    return lambda client: client.get(reverse(address, args=args)).status_code == 200


def _adds_theme(client: Client) -> bool:
    names = {f"name_{code}": "Salaires" for code in ("fr", "en", "es", "it", "de", "pt", "ar")}
    client.post(reverse("wagtailsnippets_sectors_theme:add"), {"slug": "salaires", **names})
    return Theme.objects.filter(slug="salaires").exists()


def _makes_sector(client: Client) -> bool:
    form = {"name_fr": "Transport", "colour": "teal", "email": "transport@example.org"}
    client.post(reverse("found_sector"), form)
    return Sector.objects.filter(slug="transport").exists()


def _changes_words(client: Client) -> bool:
    form = {
        "email": "bonjour@example.org",
        "social_links-count": "0",
    }
    address = reverse("wagtailsettings:edit", args=["cms", "sitesettings", SiteSettings.load().pk])
    client.post(address, form)
    return SiteSettings.objects.filter(email="bonjour@example.org").exists()


def _sees_menus(client: Client) -> bool:
    return opens("wagtailsettings:edit", "cms", "navigation", Navigation.load().pk)(client)


SITE_DEEDS = {
    "explanation": opens("roles"),
    "desk": opens("translation_desk:index"),
    "messages": opens("inbox:list"),
    "theme": _adds_theme,
    "make a sector": _makes_sector,
    "words": _changes_words,
    "menus": _sees_menus,
    "redirects": opens("wagtailredirects:add"),
    "look after": opens("members:invite"),
    "accounts": opens("wagtailusers_users:index"),
    "groups": opens("wagtailusers_groups:add"),
    "languages": opens("wagtaillocales:add"),
    "workflows": opens("wagtailadmin_workflows:index"),
    "who reads what": opens("sector_inboxes:add"),
}


@pytest.mark.parametrize("member", BY_KEY, indirect=True)
def test_on_the_site(request, member):
    """Each role, each deed that belongs to no sector."""
    wanted = columns(ON_THE_SITE)[request.node.callspec.params["member"]]
    deeds = SITE_DEEDS
    assert {name: undone(lambda deed=deeds[name]: deed(member)) for name in wanted} == wanted


def test_the_tables_name_every_role_and_the_explanation_shows_every_role(client, founded):
    for table in (ON_PAGES, ON_THE_SITE):
        assert list(columns(table)) == [role.key for role in ROLES]
    member = browser_of(group_of(KEEPER.key, founded))
    text = member.get(reverse("roles")).content.decode()
    for role in ROLES:
        assert str(role.name) in text
    assert str(founded["education"].team.moderators) in text
    assert str(RoleGroup.objects.get(role=COORDINATOR.key).group) in text
