"""The menu of the admin in the words of members, what they do most first."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

# By the name of an entry in the code: where it stands, and another name where Wagtail's is jargon.
PLACES = {
    "communiques": 20,
    "dossiers": 30,
    "inbox": 40,
    "translations": 50,
    "explorer": 60,
    "images": 70,
    "documents": 80,
    "vocabulary": 90,
}
WORDS = {"explorer": _("All pages"), "reports": _("Follow-up"), "settings": _("Preferences")}


def in_members_words(items: list[MenuItem]) -> None:
    """Orders and renames the entries of the menu."""
    for item in items:
        item.order = PLACES.get(item.name, item.order)
        item.label = WORDS.get(item.name, item.label)
