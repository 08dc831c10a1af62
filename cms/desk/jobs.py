"""Translates a whole section in the background, page after page, parents first.

Each page is a transaction of its own: what is done stays done when the machine stops, and the task
may be run again, since pages that exist are passed over.
"""

import logging

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Locale, Page

from cms.desk.families import in_language, original_of, translations_into
from cms.desk.machine import MachineError, draft
from cms.desk.permissions import may_translate
from cms.desk.submission import begin
from cms.models import TranslationJob
from cms.queue import QUEUE

logger = logging.getLogger(__name__)

PROBLEMS_KEPT = 50


def pages_of(page: Page, below: bool = True):
    """The live pages of a section, itself included, parents first."""
    pages = page.get_descendants(inclusive=True) if below else Page.objects.filter(pk=page.pk)
    return pages.live().filter(alias_of=None).order_by("path")


def start(
    page: Page, locales: list[Locale], user, below: bool = True, machine: bool = False
) -> TranslationJob:
    """Puts the translation of a page, or of its whole section, into the queue."""
    job = TranslationJob.objects.create(
        page=page,
        languages=[locale.language_code for locale in locales],
        below=below,
        machine=machine,
        user=user,
        total=pages_of(page, below).count() * len(locales),
    )
    translate_section.enqueue(job.pk)
    return job


@task(backend=QUEUE)
def translate_section(job_id: int) -> None:
    """Does a job from its beginning; what exists already is passed over."""
    job = TranslationJob.objects.filter(pk=job_id, ended_at=None).select_related("page").first()
    if job is None:
        return
    pages = list(pages_of(job.page, job.below))
    locales = list(Locale.objects.filter(language_code__in=job.languages))
    here = TranslationJob.objects.filter(pk=job.pk)
    here.update(started_at=timezone.now(), total=len(pages) * len(locales), done=0, problems=[])
    problems: list[dict] = []
    for page in pages:
        for locale in locales:
            made, reason = _one(page, locale, job)
            if reason and len(problems) < PROBLEMS_KEPT:
                problems.append(
                    {"title": page.title, "language": locale.language_code, "reason": reason}
                )
            here.update(done=F("done") + 1, made=F("made") + made, problems=problems)
    here.update(ended_at=timezone.now())


def _one(page: Page, locale: Locale, job: TranslationJob) -> tuple[int, str]:
    """How many pages were made for a page in a language, and what went wrong."""
    if original_of(page).locale_id == locale.pk:
        return 0, ""
    existing = in_language(page, locale)
    if existing and existing.alias_of_id is None and not job.machine:
        return 0, ""
    if job.user is None or not may_translate(job.user, page, locale):
        # The right to the head of a section is none to what hangs elsewhere in that language.
        return 0, _("Whoever began this may not edit the page in this language.")
    try:
        made = len(begin(page, locale, job.user))
    # Whatever is wrong with one page must not hold up the others; it is logged and shown.
    except Exception as fault:
        logger.exception("Page %s could not be translated into %s", page.pk, locale)
        return 0, str(fault) or type(fault).__name__
    return made, _draft(page, locale, job) if job.machine else ""


def _draft(page: Page, locale: Locale, job: TranslationJob) -> str:
    """Has the machine write what lacks of a translation; returns what went wrong."""
    translation = translations_into(in_language(page, locale)).first()
    if translation is None:
        return ""
    try:
        _written, spoiled = draft(translation, job.user)
    except MachineError as fault:
        return _("The translation server does not answer (%(fault)s).") % {"fault": fault}
    if spoiled:
        return _("The machine lost links or markup of %(count)d passages; they stay empty.") % {
            "count": spoiled
        }
    return ""
