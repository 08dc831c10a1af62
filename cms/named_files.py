"""The documents and pictures that the page being rendered names in its texts, looked up at once.

Blocks take them from here (`cms.blocks.media`), and `cms.kept` knows a block again by them.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from copy import copy

from django.core.signals import request_finished, request_started
from django.db.models import IntegerField, Model
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.prepared import prepared
from cms.references import Named, ids_of

_remembered: ContextVar[dict[Named, Model]] = ContextVar("named documents and pictures")


@receiver([request_started, request_finished])
def forget(**kwargs) -> None:
    """Nothing is remembered from one request to the next."""
    _remembered.set({})


def remember(named: set[Named]) -> None:
    """Looks up what is named; at most one query for documents and one for pictures."""
    found = {}
    for model in (get_document_model(), get_image_model()):
        if ids := ids_of(model, named):
            found |= {(model, row.pk): row for row in _of_model(model, ids=sorted(ids))}
    _remembered.set(found)


def known(model: type[Model], pk: int) -> Model | None:
    """One of them, not to be changed; None where it was not looked up or does not exist."""
    return _remembered.get({}).get((model, pk))


def copies(model: type[Model], ids: Iterable[int | None]) -> list[Model | None] | None:
    """Several, for blocks, which write into them; None where one of them is not known."""
    found = [known(model, pk) if pk else pk for pk in ids]
    return None if None in found else [copy(one) for one in found]


@prepared(ids=IntegerField())
def _of_model(model, ids):
    return model.objects.filter(pk__in=ids)
