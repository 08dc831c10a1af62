"""The button "Translate" on lists of pages and in their head, in the place of wagtail-localize's.

Those ask the database twice for each page of a list, and offer "Sync translated pages", which the
desk does by itself. Wagtail has no way to take a button of another application away.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from cms.desk.permissions import languages_of
from cms.roles.catalogue import TRANSLATE

PLACES = ("register_page_header_buttons", "register_page_listing_more_buttons")


def replace_those_of_wagtail_localize() -> None:
    """Called once, when hooks are registered."""
    for place in PLACES:
        hooks._hooks[place] = [
            pair for pair in hooks._hooks[place] if pair[0] is not page_listing_more_buttons
        ]
        hooks.register(place, translate_button)


def translate_button(page: Page, user, view_name=None, next_url=None):
    """For whoever may translate the page into another language than its own."""
    if page.is_root() or not user.has_perm(TRANSLATE):
        return
    if languages_of(user) - {page.locale_id}:
        address = reverse("translation_desk:section", args=[page.alias_of_id or page.pk])
        yield ListingButton(_("Translate"), address, priority=60, icon_name="globe")
