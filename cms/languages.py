"""The languages that readers have: which home pages exist, and the same page elsewhere.

Called by the language menu, `hreflang`, the redirect at `/` and the guard against a language
without a home page.
"""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page, Site

from cms.settings.languages import LANGUAGE_BY_CODE
from cms.visibility import visible


@dataclass(frozen=True)
class LanguageLink:
    """A language in its own name and where choosing it leads.

    `exact` says whether that is the same page, or only that language's home page.
    """

    code: str
    name: str
    direction: str
    url: str
    current: bool
    exact: bool


def in_site_order(by_code: dict) -> dict:
    """The same mapping by language code, in the order of the site's languages."""
    return {code: by_code[code] for code, _name in settings.LANGUAGES if code in by_code}


def homes(site: Site) -> dict[str, Page]:
    """The visible home page of each language, by code."""
    family = Page.objects.filter(translation_key=site.root_page.translation_key)
    pages = visible(family).select_related("locale")
    return in_site_order({page.locale.language_code: page for page in pages})


def language_links(
    current: str, homes: dict[str, Page], addresses: dict[str, str]
) -> list[LanguageLink]:
    """The language menu: each language that has a home page.

    Args:
        current: the code of the reader's language.
        homes: the home pages by language code.
        addresses: where the same page is in each language in which it exists.
    """
    return [
        LanguageLink(
            code=code,
            name=LANGUAGE_BY_CODE[code].name,
            direction=LANGUAGE_BY_CODE[code].direction,
            url=addresses.get(code) or home.url,
            current=code == current,
            exact=code in addresses,
        )
        for code, home in homes.items()
    ]
