"""The remarks on a page as it stands in the form, unsaved words included.

Wagtail keeps what was last sent for a preview; these views read that with Wagtail's own, and with
its rights: who may not edit or add the page is refused. `static/js/admin/writing-checks.js` asks
for them when a preview has been renewed.
"""

from django.shortcuts import render
from wagtail.admin.views.pages.preview import PreviewOnCreate, PreviewOnEdit
from wagtail.models import Page

from cms.writing.review import Review, review
from cms.writing.texts import read

TEMPLATE = "writing/review.html"


def review_of(page: Page, language: str = "") -> Review:
    """The remarks on a page in hand; `language` where a new page does not know its own yet."""
    return review(read(page, language or page.locale.language_code))


class _Remarks:
    """Answers with the remarks instead of the preview."""

    http_method_names = ("get",)

    def get(self, request, *args, **kwargs):
        """The fragment that the panel shows."""
        form = self.get_form(self._get_form_data(self._get_form_state()))
        if self.validate_form(form):
            form.save(commit=False)
        return render(request, TEMPLATE, {"review": review_of(self.object, self.language())})


class RemarksOnEdit(_Remarks, PreviewOnEdit):
    """Of a page that exists."""

    def language(self) -> str:
        """Its own."""
        return self.object.locale.language_code


class RemarksOnCreate(_Remarks, PreviewOnCreate):
    """Of a page that is being written for the first time."""

    def language(self) -> str:
        """That of the page under which it will be."""
        parent = Page.objects.select_related("locale").get(pk=self.parent_object_id)
        return parent.locale.language_code
