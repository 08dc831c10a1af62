"""What the search knows of each language: one file a language, and this table of them.

`search.analysis` looks a language up here; a code that is not in the table is read without
stemming, stop words or inclusive spellings. To add a language, write its file and its line.
"""

from search.languages import arabic, english, french, german, italian, portuguese, spanish

LANGUAGES = {
    "fr": french.RULES,
    "en": english.RULES,
    "es": spanish.RULES,
    "it": italian.RULES,
    "de": german.RULES,
    "pt": portuguese.RULES,
    "ar": arabic.RULES,
}
