"""The content security policies: a strict one for readers, one that Wagtail's admin can run under.

Wagtail's admin needs inline scripts and styles, and its userbar brings them to signed-in members.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ContentSecurityPolicyMiddleware:
    """Sets the policy that fits who is asking for what."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on and marks the answer."""
        response = self.get_response(request)
        member = (
            request.path.startswith("/admin/") or settings.SESSION_COOKIE_NAME in request.COOKIES
        )
        policy = (
            settings.ADMIN_CONTENT_SECURITY_POLICY
            if member
            else settings.READER_CONTENT_SECURITY_POLICY
        )
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
