"""Keeps what was sent: one transaction holds the message and the mail that it gives rise to.

Nothing else happens before it is stored. The same form pressed twice is one message.
"""

import hashlib
import hmac
import json
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from contact import abuse, outbox
from contact.models import Answer, ContactPage, Message
from contact.questions import ACKNOWLEDGE, questions_of
from contact.sheet import Sheet
from sectors.models import Sector


def keep(request: HttpRequest, page: ContactPage, sheet: Sheet, visits: int) -> Message:
    """The message of a form that is right: stored now, or before if it was sent already.

    Args:
        request: what was sent.
        page: the form's page, in the writer's language.
        sheet: the form, which is valid.
        visits: how many messages came from the same network address lately.
    """
    original = page.original
    answers = answers_of(sheet, original)
    idempotency = _idempotency(page, sheet)
    stored = Message.objects.filter(idempotency=idempotency).first()
    if stored is not None:
        return stored
    message = _message(request, page, answers, visits)
    message.idempotency = idempotency
    try:
        with transaction.atomic():
            message.save()
            wanted = bool(sheet.form.cleaned_data.get(ACKNOWLEDGE))
            outbox.announce(message, original, acknowledge=wanted)
    except IntegrityError:
        # Pressed twice at the same moment: the other one was faster.
        return Message.objects.get(idempotency=idempotency)
    return message


def answers_of(sheet: Sheet, original: ContactPage) -> list[Answer]:
    """What was answered, in the words of the form's original language."""
    given = sheet.form.cleaned_data
    with override(original.locale.language_code):
        worded = {question.clean_name: question for question in questions_of(original)}
        answers = []
        for question in sheet.questions:
            if question.is_answer:
                first = worded.get(question.clean_name, question)
                answers.append(_answer(question.clean_name, first, given[question.clean_name]))
    return answers


def _answer(name: str, question, value) -> Answer:
    """One answer, as it is kept and as it is read."""
    labels = dict(map(tuple, question.choices))
    if isinstance(value, bool):
        text = _("yes") if value else _("no")
    elif isinstance(value, list):
        text = ", ".join(labels.get(key, key) for key in value)
    elif labels:
        text = labels.get(value, value)
    else:
        value = text = "" if value is None else str(value)
    return Answer(name, question.field_type, question.label, value, text)


def _message(
    request: HttpRequest, page: ContactPage, answers: list[Answer], visits: int
) -> Message:
    """The message, unsaved, with what is thought of it."""
    long = [answer.text for answer in answers if answer.kind == "multiline"]
    short = [answer.text for answer in answers if answer.kind == "singleline"]
    doubts = abuse.suspicion(request, long, short, visits)
    now = timezone.now()
    chosen = [answer.value for answer in answers if answer.kind == "sector" and answer.value]
    message = Message(
        page=page.original,
        form_key=page.translation_key,
        kind=page.original.kind,
        language=page.locale.language_code,
        sector=Sector.objects.filter(slug__in=chosen[:1]).first(),
        status=Message.Status.SUSPECTED if doubts.is_spam else Message.Status.NEW,
        spam_score=doubts.score,
        spam_reasons=doubts.reasons,
        received_at=now,
        expires_at=now + timedelta(days=page.original.retention_days),
    )
    message.write(answers)
    return message


def _idempotency(page: ContactPage, sheet: Sheet) -> str:
    """The same for the same form sent again with the same words, and for nothing else.

    The words are part of it: who goes back, adds a line and sends again has sent two messages.
    """
    given = {name: str(value) for name, value in sheet.form.cleaned_data.items()}
    words = json.dumps([str(page.translation_key), sheet.key, sorted(given.items())])
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()
