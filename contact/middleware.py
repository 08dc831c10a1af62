"""Nothing typed is lost when something of ours breaks: the database, or our own code."""

import logging

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse

from contact.serving import answer_unavailable

logger = logging.getLogger(__name__)
ANSWERED_OTHERWISE = (Http404, PermissionDenied, SuspiciousOperation)


class KeepWhatWasTypedMiddleware:
    """Answers 503 with the form as it was sent where storing it failed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The form again, if it was one of ours; else Django's own answer."""
        if request.method != "POST" or isinstance(exception, ANSWERED_OTHERWISE):
            return None
        response = answer_unavailable(request)
        if response is not None and not isinstance(exception, OperationalError | InterfaceError):
            logger.error("A message could not be stored", exc_info=exception)
        return response
