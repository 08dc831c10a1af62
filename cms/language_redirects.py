"""Django adds the language to an address that it does not know: `/search/`, `/fr/search/`.

It does so on every 404, those of the admin's own views included, which would then answer with a
redirection to an address that never existed. What has an address of its own keeps its 404.
"""

from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_path


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but for the 404 of a view that was found."""

    def process_response(self, request, response):
        """The answer, or a redirection to the address with its language."""
        if response.status_code == 404 and request.resolver_match:
            if not get_language_from_path(request.path_info):
                patch_vary_headers(response, ("Accept-Language",))
            response.headers.setdefault("Content-Language", get_language())
            return response
        return super().process_response(request, response)
