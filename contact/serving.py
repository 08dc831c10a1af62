"""What a form page answers: the form, the form with what is wrong, thanks, or a clear refusal.

No cookie is read or set. Everything but the blank form is told not to be stored by anybody.
"""

from dataclasses import dataclass

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from contact import abuse, intake
from contact.receipts import signed, unsigned
from contact.sheet import Sheet

FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass
class RefusalError(Exception):
    """Something that cannot be read as one of our forms, with what to tell who sent it."""

    status: int
    reason: str


def read(request: HttpRequest):
    """What was sent.

    Raises:
        RefusalError: it is too much, or no form.
    """
    if request.content_type != FORM_TYPE:
        raise RefusalError(415, _("What was sent is not this form."))
    try:
        return request.POST
    except RequestDataTooBig as error:
        reason = _("Your message is too long to be received in one piece.")
        raise RefusalError(413, reason) from error
    except (SuspiciousOperation, BadRequest) as error:
        raise RefusalError(400, _("What was sent is not this form.")) from error
    except UnreadablePostError as error:
        raise RefusalError(
            400, _("The connection broke before your message had arrived.")
        ) from error


def answer_form(page, request: HttpRequest) -> HttpResponse:
    """The blank form, or what becomes of a form that was sent."""
    if request.method != "POST":
        response = _show(page, request, Sheet.of_page(page, sector=request.GET.get("sector", "")))
        # Each copy of the form has its own key; "no-store" would lose what was typed on "back".
        patch_cache_control(response, private=True, no_cache=True)
        return response
    try:
        typed = read(request)
    except RefusalError as refused:
        return refuse(page, request, refused)
    return _unstored(_receive(page, request, Sheet.of_page(page, typed)))


def _receive(page, request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if abuse.is_foreign(request):
        sheet.problem = _("Your browser says that another site sent this form. Send it from here.")
        return _show(page, request, sheet, 403)
    if not sheet.form.is_valid():
        return _show(page, request, sheet, 422)
    visits = abuse.visits(request)
    if visits > abuse.TOO_MANY:
        sheet.problem = _("Too many messages come from your network. Wait ten minutes, then send.")
        response = _show(page, request, sheet, 429)
        response.headers["Retry-After"] = str(abuse.WINDOW_SECONDS)
        return response
    message = intake.keep(request, page, sheet, visits)
    thanks = page.get_url(request) + page.reverse_subpage("thanks", [signed(message.receipt)])
    return HttpResponseRedirect(thanks, status=303)


def answer_thanks(page, request: HttpRequest, token: str) -> HttpResponse:
    """The page of thanks, with the number of the message.

    Raises:
        Http404: we never gave that address to anybody.
    """
    receipt = unsigned(token)
    if receipt is None:
        raise Http404("no such receipt")
    context = {**page.get_context(request, sheet=None), "receipt": receipt}
    response = TemplateResponse(request, "contact/thanks.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return _unstored(response)


def _show(page, request: HttpRequest, sheet: Sheet, status: int = 200) -> TemplateResponse:
    context = page.get_context(request, sheet=sheet)
    return TemplateResponse(request, page.get_template(request), context, status=status)


def refuse(page, request: HttpRequest, refused: RefusalError) -> HttpResponse:
    """Says why nothing was read and what to do now."""
    context = {**page.get_context(request, sheet=None), "reason": refused.reason}
    response = TemplateResponse(request, "contact/refused.html", context, status=refused.status)
    return _unstored(response)


def answer_unavailable(request: HttpRequest) -> HttpResponse | None:
    """The form with all that was typed, without a query; None where no form of ours was sent."""
    try:
        sheet = Sheet.from_typed(read(request))
    except RefusalError:
        return None
    if sheet is None:
        return None
    response = render(request, "contact/unavailable.html", {"sheet": sheet}, status=503)
    response.headers["Retry-After"] = "60"
    return _unstored(response)


def _unstored(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True, private=True)
    return response
