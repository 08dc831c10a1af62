"""Translations by e-mail: files to download, and what came back."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.desk import po
from cms.desk.matrix import Matrix, Wanted
from cms.desk.permissions import languages_of
from cms.desk.states import TO_DO
from cms.desk.views.base import DeskView

# More would keep the request waiting; the oldest come first, the rest next time.
MOST_PAGES = 200


def _attached(content: str | bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class FileView(DeskView):
    """The PO file of a page in a language."""

    def get(self, request, *args, **kwargs):
        """The file."""
        page, locale = self.page_to_translate()
        work = po.work_on(page, locale)
        return _attached(po.export(work), po.file_name(work), "text/x-gettext-translation")


class ArchiveView(DeskView):
    """The PO files of all that is to do in a language, the oldest first."""

    def get(self, request, *args, **kwargs):
        """The archive.

        Raises:
            Http404: there is no such language, or nothing to do in it.
            PermissionDenied: the member edits no page of it.
        """
        code = self.kwargs["code"]
        locale = get_object_or_404(Locale, language_code=code)
        if locale.pk not in languages_of(request.user):
            raise PermissionDenied
        wanted = Wanted.from_query({**request.GET.dict(), "language": code})
        ids = Matrix(wanted).to_do(locale, TO_DO)[:MOST_PAGES]
        if not ids:
            raise Http404("nothing to do")
        pages = Page.objects.in_bulk(ids)
        content = po.archive(po.work_on(pages[pk], locale) for pk in ids)
        return _attached(content, f"traductions.{code}.zip", "application/zip")


class UploadForm(forms.Form):
    """The files that came back."""

    file = forms.FileField(
        label=_("PO file or ZIP archive"),
        help_text=_("As it came by e-mail. At most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".po,.zip"}),
    )


class ImportView(DeskView):
    """Takes files that came back, and says what became of every passage."""

    template_name = "desk/import.html"
    page_title = _("Import translations")

    def get_context_data(self, **kwargs):
        """Adds the form."""
        return {"form": UploadForm(), **super().get_context_data(**kwargs)}

    def post(self, request, *args, **kwargs):
        """Reads the upload and reports."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        upload = form.cleaned_data["file"]
        try:
            if upload.size > po.LARGEST_UPLOAD:
                raise po.FileRefusedError(_("The file is too large."))
            reports = [
                po.take(name, content, request.user)
                for name, content in po.read(upload.name, upload.read())
            ]
        except po.FileRefusedError as fault:
            reports = [po.Report(upload.name, error=str(fault))]
        return self.render_to_response(self.get_context_data(reports=reports))
