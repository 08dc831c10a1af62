"""Every picture of the guide: the list to change when a screen changes or a task wants another.

Fields are found by their names and words by what the French admin says, so that most changes of an
editor's form leave this list alone. A test compares it with the texts and with `static/help/`.
"""

from help.drawing.shots import Click, Fill, Press, Screen, Shot

ADD, EDIT = "wagtailadmin_pages:add", "wagtailadmin_pages:edit"
WRITE = Screen(ADD, ("sectors", "communiquepage", "section"))
SECTION = Screen(EDIT, ("section",))
HOME = Screen(EDIT, ("home",))
FORM = Screen(EDIT, ("form",))
DASHBOARD = Screen("wagtailadmin_home")
MESSAGE = Screen("inbox:read", ("message",))
# What an editor's form ends with, and the menu that opens above it.
ACTIONS, MENU = "footer nav", "footer [data-tippy-root]"
OPEN_MENU = Click("footer [data-w-dropdown-target=toggle]")
ADD_BLOCK = Click(".w-panel:has(#body-root) button.c-sf-add-button")
BLOCKS = "[data-tippy-root]:has-text('Paragraphe')"
# Whether files are added one by one or several at once.
LEAFLETS = ".w-panel:has([id^=id_documents-])"


def panel(field: str) -> str:
    """The part of a form that holds a field."""
    return f".w-panel:has(#id_{field})"


def action(words: str) -> str:
    """An entry of the menu of an editor's form."""
    return f"{MENU} :is(a, button):has-text('{words}')"


BEGINNING = (
    Shot("dashboard", "redaction", DASHBOARD, keep=(".board",), width=1100, height=620),
    Shot("menu", "redaction", DASHBOARD, keep=(".sidebar__inner",), height=620, margin=0),
    Shot(
        "section-pages",
        "redaction",
        Screen("wagtailadmin_explore", ("section",)),
        keep=("#listing-results table",),
        width=1100,
    ),
    Shot("roles", "admin", Screen("roles"), keep=(".roles-list",), width=1100),
)
WRITING = (
    Shot(
        "write-panel",
        "redaction",
        DASHBOARD,
        keep=(".board-panel--write",),
        marks=(".board-place__forms .button",),
        width=1000,
    ),
    Shot(
        "communique-form",
        "redaction",
        WRITE,
        keep=(panel("title"), panel("summary")),
        marks=("#id_title", "#id_summary"),
        width=1100,
    ),
    Shot("block-picker", "redaction", WRITE, (ADD_BLOCK,), keep=(BLOCKS,), width=1100),
    Shot("save-draft", "redaction", WRITE, keep=(ACTIONS,), width=1100),
    Shot(
        "picture-field",
        "redaction",
        WRITE,
        keep=(panel("picture_alt"),),
        marks=("#id_picture-chooser", "#id_picture_alt"),
        width=1000,
    ),
    Shot(
        "pictures-upload",
        "redaction",
        Screen("wagtailimages:add_multiple"),
        keep=("main",),
        width=1000,
        height=560,
    ),
    Shot(
        "leaflet-field",
        "redaction",
        WRITE,
        keep=(LEAFLETS,),
        marks=(
            f"{LEAFLETS} button[id^=id_documents-][id$=ADD], {LEAFLETS} button[id$=OPEN_MODAL]",
        ),
        width=1000,
    ),
    Shot(
        "documents-upload",
        "redaction",
        Screen("wagtaildocs:add_multiple"),
        keep=("main",),
        width=1000,
        height=560,
    ),
    Shot(
        "quote-block",
        "redaction",
        WRITE,
        (ADD_BLOCK,),
        keep=(BLOCKS,),
        marks=(f"{BLOCKS} [role=option]:has-text('Citation')",),
        width=1100,
    ),
    Shot(
        "language-mark",
        "redaction",
        Screen(EDIT, ("draft",)),
        (
            Click("#body-root [contenteditable=true]"),
            Press("Control+a"),
            Press("Control+Shift+l"),
        ),
        keep=("[role=menu]:has-text('Español')", "#body-root .Draftail-Editor"),
        width=1000,
    ),
    Shot(
        "dossier-form",
        "redaction",
        Screen(EDIT, ("dossier",)),
        keep=(panel("title"), panel("summary")),
        width=1000,
    ),
)
PUBLISHING = (
    Shot(
        "side-icons",
        "redaction",
        Screen(EDIT, ("draft",)),
        keep=("[data-side-panel-toggle=status]", "[data-side-panel-toggle=comments]"),
        marks=("[data-side-panel-toggle=preview]",),
        width=1200,
    ),
    Shot(
        "submit-menu",
        "redaction",
        Screen(EDIT, ("draft",)),
        (OPEN_MENU,),
        keep=(MENU, ACTIONS),
        marks=(action("Envoyer pour"),),
        width=1000,
    ),
    Shot("waiting", "moderation", DASHBOARD, keep=(".board-panel--to-moderate",), width=1100),
    Shot(
        "decision",
        "moderation",
        Screen("moderation:review", ("waiting_step",)),
        keep=(".review__decision",),
        marks=("[name=approve]", "[name=send_back]"),
    ),
    Shot(
        "schedule-panel",
        "moderation",
        Screen(EDIT, ("submitted",)),
        (Click("[data-side-panel-toggle=status]"),),
        keep=("[data-side-panel=status]",),
        marks=("[data-side-panel=status] button:has-text('Programmer')",),
        width=1000,
        height=620,
    ),
    Shot(
        "publish-menu",
        "moderation",
        Screen(EDIT, ("published",)),
        (OPEN_MENU,),
        keep=(MENU, ACTIONS),
        marks=(f"{MENU} button:has-text('Publier')",),
        width=1000,
    ),
    Shot(
        "history",
        "moderation",
        Screen("wagtailadmin_pages:history", ("published",)),
        keep=("#listing-results table",),
        width=1000,
    ),
    Shot(
        "unpublish",
        "moderation",
        Screen("wagtailadmin_pages:unpublish", ("published",)),
        keep=("main form",),
        width=1000,
    ),
)
DELETE = Click("main form button[type=submit], main form input[type=submit]")
UNDOING = (
    Shot(
        "deleted",
        "redaction",
        Screen("wagtailadmin_pages:delete", ("unwanted",)),
        (DELETE,),
        keep=(".messages",),
        width=1100,
    ),
    Shot(
        "trash",
        "redaction",
        Screen("wagtailadmin_pages:delete", ("outdated",)),
        (DELETE, Click("#wagtail-sidebar a:has-text('Corbeille')")),
        keep=("main",),
        width=1000,
        height=620,
    ),
)
SECTIONS = (
    Shot(
        "sector-form",
        "redaction",
        SECTION,
        keep=(panel("title"), panel("summary")),
        width=1000,
    ),
    Shot(
        "sector-rights",
        "redaction",
        SECTION,
        keep=(".w-panel:has(#rights-root) .w-panel__header", "#rights-root .w-panel"),
        width=1000,
    ),
    Shot("home-message", "coordination", HOME, keep=(panel("message_title"),), width=1000),
    Shot(
        "home-pinned",
        "coordination",
        HOME,
        keep=(".w-panel:has(#id_pinned_pages-FORMS)",),
        width=1000,
    ),
    Shot(
        "form-question",
        "coordination",
        FORM,
        keep=("#inline_child_form_fields-0",),
        width=1000,
    ),
    Shot(
        "form-retention",
        "coordination",
        FORM,
        (Click(".w-panel:has(#id_retention_days) [data-panel-toggle]"),),
        keep=(panel("retention_days"),),
        width=1000,
    ),
)
TRANSLATING = (
    Shot(
        "desk",
        "traduction",
        Screen("translation_desk:index"),
        keep=("#desk-pages", ".desk-filters", ".desk-table"),
        height=1000,
    ),
    Shot(
        "desk-work",
        "traduction",
        Screen("translation_desk:work", ("translation",)),
        keep=("main",),
        width=1100,
        height=760,
    ),
    Shot(
        "po-file",
        "traduction",
        Screen("translation_desk:work", ("translation",)),
        keep=(":is(p, ul, div):has(> a:has-text('Fichier PO'))",),
        marks=("a:has-text('Fichier PO')",),
        width=1100,
    ),
    Shot(
        "po-import",
        "traduction",
        Screen("translation_desk:index"),
        keep=(".desk-links",),
        marks=("a:has-text('Importer des traductions')",),
        width=1000,
    ),
)
MESSAGES = (
    Shot("inbox", "messagerie", Screen("inbox:list"), keep=(".inbox",)),
    Shot("message-follow", "messagerie", MESSAGE, keep=(".inbox-side",)),
    Shot(
        "message-answer",
        "messagerie",
        MESSAGE,
        keep=("section:has(> #inbox-answer)",),
        marks=("#id_answer", "button:has-text('Envoyer la réponse')"),
    ),
    Shot(
        "data-request",
        "messagerie",
        Screen("inbox:writer"),
        (Fill("main input[type=email], main input[name=address]", "nour@example.org"),),
        keep=(".inbox",),
        width=1000,
    ),
)
MEMBERS = (
    Shot("second-factor", "redaction", Screen("mfa_index"), keep=("main",), width=1100, height=640),
    Shot(
        "members",
        "admin",
        Screen("members:index"),
        keep=("header.w-slim-header", "#listing-results table"),
        marks=("header.w-slim-header a:has-text('Inviter')",),
        width=1100,
    ),
)

PICTURES_BY_NAME = {
    shot.name: shot
    for shot in (
        *BEGINNING,
        *WRITING,
        *PUBLISHING,
        *UNDOING,
        *SECTIONS,
        *TRANSLATING,
        *MESSAGES,
        *MEMBERS,
    )
}
