"""Snowball stemmers, one a thread: each works in a buffer of its own, which no two may share.

`search.analysis` asks for them. Which languages have one is told by `cms.settings.languages`.
"""

import threading

import Stemmer

from cms.settings.languages import LANGUAGE_BY_CODE

_OF_THIS_THREAD = threading.local()


def stemmer(language):
    """Return the function that stems a word, or None for a language that the site lacks."""
    stemmers = _OF_THIS_THREAD.__dict__
    if language not in stemmers:
        known = LANGUAGE_BY_CODE.get(language)
        # The analyser remembers finished terms, so a cache here would only take memory.
        stemmers[language] = Stemmer.Stemmer(known.stemmer, 0).stemWord if known else None
    return stemmers[language]
