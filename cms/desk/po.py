"""Translations by e-mail: PO files out and in, one page or a whole archive.

A file names its page and its language in its header, so that it may be sent for a page that nobody
has begun, and come back weeks later. Coming in, every passage is taken or refused with a reason;
nothing is dropped in silence, and nothing newer on the site is overwritten.
"""

import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import polib
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, TranslationContext

from cms.desk.changes import Passage, Work, key_of
from cms.desk.families import in_language, original_of, translations_into
from cms.desk.markup import BrokenMarkupError
from cms.desk.permissions import may_translate
from cms.desk.submission import begin

PAGE, MADE = "X-Page", "X-Made"
LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UPLOAD = 20 * 1024 * 1024
MOST_FILES = 500


# Out


def work_on(page: Page, locale: Locale) -> Work:
    """The work on a page in a language, begun or not."""
    target = in_language(page, locale)
    translation = translations_into(target).first() if target else None
    return Work.of(translation) if translation else Work(original_of(page), locale)


def export(work: Work) -> str:
    """The PO file of a page.

    A passage whose original has changed, or that a machine wrote, is marked as fuzzy: whoever
    translates takes the mark away once it is right.
    """
    now = timezone.now()
    language = work.locale.language_code
    po = polib.POFile(wrapwidth=98)
    po.metadata = {
        "Project-Id-Version": work.original.title.replace("\n", " "),
        "Report-Msgid-Bugs-To": settings.DEFAULT_FROM_EMAIL,
        "POT-Creation-Date": now.strftime("%Y-%m-%d %H:%M%z"),
        "PO-Revision-Date": now.strftime("%Y-%m-%d %H:%M%z"),
        "Last-Translator": "",
        "Language-Team": language,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        PAGE: str(work.original.translation_key),
        MADE: now.isoformat(),
    }
    po.extend(_entry(passage) for passage in work.passages)
    return str(po)


def _entry(passage: Passage) -> polib.POEntry:
    changed = not passage.translation and bool(passage.earlier_translation)
    return polib.POEntry(
        msgctxt=passage.path,
        msgid=passage.original,
        msgstr=passage.proposal,
        comment=passage.label,
        previous_msgid=passage.earlier or None if changed else None,
        flags=["fuzzy"] if changed or passage.by_machine else [],
    )


def file_name(work: Work) -> str:
    """What the file of a page is called."""
    name = slugify(work.original.slug) or str(work.original.pk)
    return f"{name}.{work.locale.language_code}.po"


def archive(works: Iterable[Work]) -> bytes:
    """A ZIP of the PO files of several pages."""
    target = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for work in works:
            name = file_name(work)
            if name in names:
                name = f"{work.original.pk}-{name}"
            names.add(name)
            packed.writestr(name, export(work))
    return target.getvalue()


# In


class FileRefusedError(Exception):
    """A file cannot be taken at all; the message says why."""


@dataclass
class Report:
    """What became of one file. `refused` holds (passage, reason)."""

    name: str
    page: Page | None = None
    locale: Locale | None = None
    taken: int = 0
    unchanged: int = 0
    empty: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    error: str = ""
    remaining: int = 0

    @property
    def target(self) -> Page | None:
        """The page in the other language."""
        return in_language(self.page, self.locale) if self.page and self.locale else None


def read(name: str, content: bytes) -> Iterator[tuple[str, bytes | str]]:
    """The PO files of an upload: itself, or those of an archive. A fault stands for its file.

    Raises:
        FileRefusedError: the upload is too large, or a broken archive.
    """
    if len(content) > LARGEST_UPLOAD:
        raise FileRefusedError(_("The file is too large."))
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield name, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = [one for one in packed.infolist() if not one.is_dir()]
            if len(files) > MOST_FILES:
                raise FileRefusedError(_("The archive holds too many files."))
            for one in files:
                # What an archive says of its sizes may be false: no more is unpacked than allowed.
                with packed.open(one) as unpacked:
                    yield one.filename, unpacked.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as fault:
        raise FileRefusedError(_("The archive is damaged or locked.")) from fault


def take(name: str, content: bytes, user, expected: Work | None = None) -> Report:
    """Takes one PO file.

    Args:
        name: what the file is called.
        content: its bytes.
        user: the translator; what they may not edit is refused.
        expected: the only page and language it may be for.
    """
    report = Report(name)
    try:
        po = _parsed(content)
        report.page, report.locale = _addressee(po, expected)
        if not may_translate(user, report.page, report.locale):
            raise FileRefusedError(_("You may not edit this page in this language."))
    except FileRefusedError as fault:
        report.error = str(fault)
        return report
    begin(report.page, report.locale, user)
    work = work_on(report.page, report.locale)
    if work.translation is None:
        report.error = _("This page is not kept as a translation: edit it itself.")
        return report
    accepted = _sorted_out(po, work, report)
    work.write(accepted, user)
    report.taken = len(accepted)
    report.remaining = len(work_on(report.page, report.locale).to_do)
    return report


def _parsed(content: bytes) -> polib.POFile:
    if len(content) > LARGEST_FILE:
        raise FileRefusedError(_("The file is too large."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise FileRefusedError(_("The file is not written in UTF-8.")) from fault
    if "\n" not in text.strip():
        # Without a line break polib would take the text for the path of a file.
        raise FileRefusedError(_("This is not a PO file."))
    try:
        return polib.pofile(text.replace("\r\n", "\n"))
    except (OSError, ValueError, IndexError, KeyError, TypeError) as fault:
        raise FileRefusedError(_("This is not a PO file: %(fault)s") % {"fault": fault}) from fault


def _addressee(po: polib.POFile, expected: Work | None) -> tuple[Page, Locale]:
    """The original and the language that the header names.

    Raises:
        FileRefusedError: there is no such page or language, or another was expected.
    """
    try:
        key = uuid.UUID(po.metadata.get(PAGE, ""))
    except ValueError as fault:
        raise FileRefusedError(
            _("The file does not say which page it belongs to: its header has been lost.")
        ) from fault
    page = Page.objects.filter(translation_key=key, alias_of=None).first()
    if page is None:
        raise FileRefusedError(_("The page of this file no longer exists."))
    code = po.metadata.get("Language", "").replace("_", "-").lower()
    locale = Locale.objects.filter(language_code=code).first()
    if locale is None:
        raise FileRefusedError(_("The site has no language “%(code)s”.") % {"code": code})
    original = original_of(page)
    if expected and expected.original.translation_key != key:
        raise FileRefusedError(
            _("This file belongs to another page: “%(title)s”.") % {"title": original.title}
        )
    if (expected and expected.locale != locale) or original.locale_id == locale.pk:
        raise FileRefusedError(_("This file is in another language: %(code)s.") % {"code": code})
    return original, locale


def _sorted_out(po: polib.POFile, work: Work, report: Report) -> dict[str, str]:
    """The passages that can be taken, by key; the report gets the reasons for the others."""
    passages = {passage.key: passage for passage in work.passages}
    newer = _written_since(po.metadata.get(MADE, ""), work)
    accepted: dict[str, str] = {}
    for entry in po:
        if not entry.msgstr and not entry.msgstr_plural:
            report.empty += 1
            continue
        passage = passages.get(key_of(entry.msgctxt or "", entry.msgid))
        try:
            if passage is None or entry.obsolete:
                raise BrokenMarkupError(_why_unknown(entry, work))
            if entry.fuzzy:
                raise BrokenMarkupError(_("It is still marked as fuzzy."))
            text = work.accept(passage, entry.msgstr.strip())
            if text == passage.translation and not passage.by_machine:
                report.unchanged += 1
                continue
            if accepted.get(passage.key, text) != text:
                raise BrokenMarkupError(_("The file translates it twice, differently."))
            if passage.key in newer:
                raise BrokenMarkupError(
                    _("It was translated on the site after this file was made.")
                )
        except BrokenMarkupError as fault:
            report.refused.append((entry.msgid, str(fault)))
            continue
        accepted[passage.key] = text
    return accepted


def _why_unknown(entry: polib.POEntry, work: Work) -> str:
    place = (entry.msgctxt or "").split(".")[0]
    known = TranslationContext.objects.filter(
        object_id=work.original.translation_key, path=entry.msgctxt or ""
    ).exists()
    if known or place in {passage.path for passage in work.passages}:
        return _("The original has changed since.")
    return _("The page has no such passage.")


def _written_since(made: str, work: Work) -> set[str]:
    """The keys of the passages that a person wrote on the site after the file was made.

    A file that does not say when it was made is taken for older than all of them.
    """
    words = StringTranslation.objects.filter(
        context__object_id=work.original.translation_key,
        locale=work.locale,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    ).select_related("context", "translation_of")
    try:
        moment = datetime.fromisoformat(made)
    except ValueError:
        moment = None
    if moment is not None and timezone.is_aware(moment):
        words = words.filter(updated_at__gt=moment)
    return {key_of(one.context.path, one.translation_of.data) for one in words}
