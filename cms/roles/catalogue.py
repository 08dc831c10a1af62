"""The roles of a union's site: one table, from which groups are made and which the admin explains.

A role never takes away: whoever has several may do what any of them allows.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTER = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
MESSAGES = tuple(
    f"contact.{action}"
    for action in (
        "view_message",
        "change_message",
        "answer_message",
        "export_message",
        "delete_message",
        "view_every_sector",
    )
)
CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
FILL = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
)
COLLECTIONS = tuple(f"wagtailcore.{action}_collection" for action in ("add", "change", "delete"))
VOCABULARY = tuple(
    f"sectors.{action}_{model}"
    for model in ("sector", "theme", "organisation")
    for action in ("add", "change", "delete")
)
MEMBERS = ("cms.look_after_members",)
SITE_WIDE = (
    "cms.change_sitesettings",
    "cms.change_navigation",
    "contact.change_contactsettings",
    *(f"search.{action}_promotedresult" for action in ("add", "change", "delete")),
    *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")),
)


class Place(Enum):
    """Where a role holds: there is one group for each such place."""

    SECTOR = _("one sector, in every language")
    LANGUAGE = _("one language, in every sector")
    SITE = _("the whole site")


@dataclass(frozen=True)
class Role:
    """What a group of members may do.

    `pages` are Wagtail's rights on the pages of the place, `permissions` those on everything else,
    `shelf` those on the pictures and documents of the place, `library` on all of them. With
    `second_factor`, a password alone does not let its members in (`cms.members`). The
    administrator is no group: it is a switch on the account (`is_administrator`).
    """

    key: str
    name: Promise
    summary: Promise
    place: Place
    pages: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    shelf: tuple[str, ...] = ()
    library: tuple[str, ...] = ()
    group_name: Promise | None = None
    approves: bool = False
    second_factor: bool = False
    is_administrator: bool = False

    @property
    def adds_files(self) -> bool:
        """Whether it adds pictures and documents somewhere."""
        return set(FILL) <= {*self.shelf, *self.library}

    def has_all(self, permissions: tuple[str, ...]) -> bool:
        """Whether it has some permissions outside of pages."""
        return set(permissions) <= set(self.permissions)


WRITER = Role(
    key="writer",
    name=_("Writer of a sector"),
    summary=_("Writes communiqués and dossiers, and submits them to the moderators."),
    place=Place.SECTOR,
    pages=("add", "change"),
    permissions=(ENTER, TRANSLATE),
    shelf=FILL,
    library=CHOOSE,
    group_name=_("%(place)s: writers"),
)
MODERATOR = Role(
    key="moderator",
    name=_("Moderator of a sector"),
    summary=_("Reads what writers submit, sends it back or publishes it; takes pages offline."),
    place=Place.SECTOR,
    pages=("add", "change", "publish", "lock", "unlock"),
    permissions=(ENTER, TRANSLATE),
    shelf=FILL,
    library=CHOOSE,
    group_name=_("%(place)s: moderators"),
    approves=True,
    second_factor=True,
)
TRANSLATOR = Role(
    key="translator",
    name=_("Translator of a language"),
    summary=_(
        "Translates the pages of every sector into one language, and publishes these translations; "
        "what was written in that language stays with those who wrote it."
    ),
    place=Place.LANGUAGE,
    pages=("add", "change", "publish"),
    permissions=(ENTER, TRANSLATE),
    library=CHOOSE,
    group_name=_("Translators: %(place)s"),
)
KEEPER = Role(
    key="keeper",
    name=_("Keeper of the inbox"),
    summary=_("Reads and answers what people write to the union, whatever the sector."),
    place=Place.SITE,
    permissions=(ENTER, *MESSAGES),
    group_name=_("Keepers of the inbox"),
    second_factor=True,
)
COORDINATOR = Role(
    key="coordinator",
    name=_("Coordinator"),
    summary=_(
        "Looks after all sections in all languages, makes sectors, keeps the vocabulary, the "
        "menus and the words of the site. Reads no message."
    ),
    place=Place.SITE,
    pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    permissions=(ENTER, TRANSLATE, *VOCABULARY, *SITE_WIDE, *MEMBERS),
    library=(*CHOOSE, *FILL, *COLLECTIONS),
    group_name=_("Coordinators"),
    approves=True,
    second_factor=True,
)
ADMINISTRATOR = Role(
    key="administrator",
    name=_("Administrator"),
    summary=_("May do everything, members and their roles included. One or two people, no more."),
    place=Place.SITE,
    second_factor=True,
    is_administrator=True,
)

ROLES = (WRITER, MODERATOR, TRANSLATOR, KEEPER, COORDINATOR, ADMINISTRATOR)
BY_KEY = {role.key: role for role in ROLES}
