"""Views of wagtail-localize that are replaced at their own addresses, so that every link is safe.

The originals translate in the request, make live aliases, publish what is not translated, or drop
passages of a file without a word.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from cms.desk import jobs, machine, po
from cms.desk.changes import Work
from cms.desk.permissions import may_work_on


def begin_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """ "Translate this page": one's own screen, for one language or a whole section."""
    return redirect("translation_desk:section", page_id)


def update_translations(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """ "Sync translated pages": each language does so itself, at the desk."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    messages.info(
        request,
        _("Translators see at the desk what has changed in “%(title)s”, passage by passage.")
        % {"title": source.object_repr},
    )
    return redirect("translation_desk:index")


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias would show the original under the prefix of another language.

    Raises:
        Http404: always.
    """
    raise Http404("no aliases on this site")


def _editable(request: HttpRequest, translation_id: int) -> tuple[Translation, Page]:
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        page = translation.get_target_instance()
    except ObjectDoesNotExist as fault:
        raise Http404("not begun") from fault
    if not isinstance(page, Page):
        raise Http404("not a page")
    if not may_work_on(request.user, page):
        raise PermissionDenied
    return translation, page


def unless_locked(view: Callable) -> Callable:
    """A view of wagtail-localize's own that writes, refused where the page is locked.

    The original asks who may edit, but not whether the page is with the moderators.
    """

    @wraps(view)
    def guarded(request, translation_id, *args, **kwargs):
        _editable(request, translation_id)
        return view(request, translation_id, *args, **kwargs)

    return guarded


def download_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The PO file of the page."""
    _translation, page = _editable(request, translation_id)
    return redirect("translation_desk:file", page.pk, page.locale.language_code)


@require_POST
def upload_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes the PO file of this very page, and says what became of every passage."""
    translation, _page = _editable(request, translation_id)
    upload = request.FILES.get("file")
    if upload is None:
        return redirect("translation_desk:import")
    if upload.size > po.LARGEST_FILE:
        report = po.Report(upload.name, error=_("The file is too large."))
    else:
        report = po.take(upload.name, upload.read(), request.user, Work.of(translation))
    context = {
        "reports": [report],
        "page_title": _("Import translations"),
        "header_title": _("Import translations"),
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, "desk/import.html", context)


@require_POST
def translate_by_machine(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Has the machine write what lacks, in the background.

    Raises:
        Http404: there is no machine.
    """
    translation, page = _editable(request, translation_id)
    if not machine.is_available(translation):
        raise Http404("no machine")
    original = translation.source.get_source_instance()
    job = jobs.start(original, [page.locale], request.user, below=False, machine=True)
    return redirect("translation_desk:job", job.pk)
