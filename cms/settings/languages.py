"""The one list of the site's languages.

Settings, templates, search and the demo all read it. Adding a language is one line here, its
catalogue in `locale/`, and a Locale in the admin.
"""

from typing import Literal, NamedTuple


class Language(NamedTuple):
    """A language of the site: code, own name, writing direction, Snowball stemmer."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    stemmer: str


SITE_LANGUAGES = (
    Language("fr", "Français", "ltr", "french"),
    Language("en", "English", "ltr", "english"),
    Language("es", "Español", "ltr", "spanish"),
    Language("it", "Italiano", "ltr", "italian"),
    Language("de", "Deutsch", "ltr", "german"),
    Language("pt", "Português", "ltr", "portuguese"),
    Language("ar", "العربية", "rtl", "arabic"),
)

LANGUAGE_BY_CODE = {language.code: language for language in SITE_LANGUAGES}


def direction(code: str) -> Literal["ltr", "rtl"]:
    """The writing direction of a language code; left to right for one that the site lacks."""
    language = LANGUAGE_BY_CODE.get(code)
    return language.direction if language else "ltr"
