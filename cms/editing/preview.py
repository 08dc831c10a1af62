"""How a page can be looked at while it is written: by day, by night, on paper, in each language.

The site's look follows the reader's device. In a preview, `static/js/admin/preview.js` answers the
style sheet's media queries in its place. A phone's width is one of the sizes that Wagtail offers.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

AS_READERS_SEE_IT = ""
LOOKS = [
    (AS_READERS_SEE_IT, _("As readers see it")),
    ("light", _("By day (light)")),
    ("dark", _("By night (dark)")),
    ("print", _("On paper")),
]
LANGUAGE = "language-"


class PreviewModesMixin:
    """What the preview of a page type offers. Stands before Wagtail's `Page` among the bases."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The looks, then the languages that the page exists in beside its own."""
        languages = [
            (f"{LANGUAGE}{code}", page.locale.get_display_name())
            for code, page in self._other_versions.items()
        ]
        return [*LOOKS, *languages]

    @property
    def default_preview_mode(self) -> str:
        """As readers see it; nothing is looked up to know that."""
        return AS_READERS_SEE_IT

    def is_previewable(self) -> bool:
        """Always; lists of pages ask each of them, and modes would cost a query each."""
        return True

    @cached_property
    def _other_versions(self) -> dict[str, Page]:
        family = Page.objects.filter(translation_key=self.translation_key, alias_of=None)
        others = family.exclude(pk=self.pk).select_related("locale", "latest_revision")
        return {page.locale.language_code: page for page in others}

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """The answer to the preview: this page, or its version in the language that is asked for.

        Whoever may edit that version sees its draft, others what is public of it; while it is not
        public they see this page.
        """
        code = (preview_mode or "").removeprefix(LANGUAGE)
        version = self._other_versions.get(code) if code != preview_mode else None
        shown = _as_seen_by(getattr(original_request, "user", None), version)
        if shown is None:
            return super().make_preview_request(original_request, preview_mode, extra_request_attrs)
        return shown.make_preview_request(original_request, AS_READERS_SEE_IT, extra_request_attrs)


def _as_seen_by(user, version: Page | None):
    """A page with its draft, if this member may edit it; as it is public; or None."""
    if version is None:
        return None
    if user and version.permissions_for_user(user).can_edit():
        return version.get_latest_revision_as_object()
    return version.specific if version.live else None
