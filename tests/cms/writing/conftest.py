"""A page's reading made by hand, for tables of texts and what is said of them."""

import pytest

from cms.writing.texts import Kind, Place, Reading, Text


@pytest.fixture
def said():
    """Called with a check, a text and more of its kind: the words it remarks, and those instead."""

    def ask(find, *sources, kind=Kind.RICH, language="fr", stream="body"):
        reading = Reading(language)
        reading.texts = [
            Text(Place((stream, str(number)), ("Texte",)), kind, source, language, stream)
            for number, source in enumerate(sources)
        ]
        return [
            (finding.words, finding.instead) if finding.instead else finding.words
            for finding in find(reading)
        ]

    return ask
