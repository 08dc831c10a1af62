"""Machine translation as a draft: off unless the environment names a LibreTranslate server.

It should be the union's own: every word of a text that is not published yet goes to it. What it
writes is marked as a machine's, and `cms.desk.publication` publishes none of it before a person
has read it.
"""

import logging
from collections import defaultdict

import requests
from django.conf import settings
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from cms.desk.markup import BrokenMarkupError, checked
from cms.desk.publication import lacking

logger = logging.getLogger(__name__)

# The server translates a request as a whole; small ones keep within its time.
PASSAGES_A_REQUEST = 10
SECONDS = 60


class MachineError(Exception):
    """The server does not answer, or not as it should."""


class OwnServer(LibreTranslator):
    """The union's LibreTranslate; wagtail-localize's own class waits for ten seconds only."""

    def get_timeout(self) -> int:
        """How long a request may take, in seconds."""
        return SECONDS

    def translate(self, source_locale, target_locale, strings) -> dict[StringValue, StringValue]:
        """The passages by their originals.

        Raises:
            MachineError: the server does not answer as it should.
        """
        wanted = list(strings)
        found: dict[StringValue, StringValue] = {}
        for start in range(0, len(wanted), PASSAGES_A_REQUEST):
            part = wanted[start : start + PASSAGES_A_REQUEST]
            try:
                found |= super().translate(source_locale, target_locale, part)
            except (requests.RequestException, ValueError, KeyError, TypeError) as fault:
                logger.warning("The translation server failed: %s", type(fault).__name__)
                raise MachineError(type(fault).__name__) from fault
        return found


def is_available(translation: Translation | None = None) -> bool:
    """Whether there is a server, for this translation's languages where one is given."""
    if not getattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None):
        return False
    return translation is None or get_machine_translator().can_translate(
        translation.source.locale, translation.target_locale
    )


def draft(translation: Translation, user=None) -> tuple[int, int]:
    """Has the machine write the passages that lack.

    Returns:
        How many it wrote, and how many it spoiled: those stay empty.

    Raises:
        MachineError: the server does not answer as it should; nothing was stored.
    """
    segments = defaultdict(list)
    for segment in lacking(translation).select_related("string"):
        segments[segment.string.as_value()].append(segment)
    if not segments:
        return 0, 0
    server = get_machine_translator()
    answers = server.translate(translation.source.locale, translation.target_locale, list(segments))
    written = spoiled = 0
    for original, places in segments.items():
        try:
            text = checked(original.data, answers[original].data)
        except (BrokenMarkupError, KeyError, TypeError):
            spoiled += len(places)
            continue
        for segment in places:
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                locale=translation.target_locale,
                context_id=segment.context_id,
                defaults={
                    "data": text,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    "tool_name": server.display_name,
                    "last_translated_by": user,
                    "has_error": False,
                    "field_error": "",
                },
            )
            written += 1
    return written, spoiled
