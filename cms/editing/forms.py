"""The form of every page: it asks for what readers who cannot see would miss.

A draft may lack it, as it may lack anything else; submitting and publishing may not.
"""

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    """Wagtail's, which asks how the main picture is to be described."""

    def clean(self):
        """Requires the description of a picture, or the word that it only decorates."""
        cleaned = super().clean()
        if "picture_decorative" not in self.fields or not cleaned.get("picture"):
            return cleaned
        if cleaned.get("picture_decorative"):
            cleaned["picture_alt"] = ""
        elif not cleaned.get("picture_alt", "").strip() and not self.is_deferred_validation:
            self.add_error(
                "picture_alt",
                _(
                    "Say in a sentence what the picture shows, for those who cannot see it. "
                    "If it only decorates, tick the box below instead."
                ),
            )
        return cleaned
