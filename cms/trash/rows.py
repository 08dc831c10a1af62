"""Rows on their way into the trash and back: all that a deletion takes along, as Django counts it.

`taken_along` is asked before the deletion, `put_back` afterwards. Between the two, others may have
deleted what the rows point at, or made what they would collide with: such a row loses the
reference, where it may, or stays away.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.python import Deserializer
from django.db import models, router
from django.db.models.deletion import Collector
from wagtail.models import Page, Revision

from cms.desk.guards import SecondSourceError

# Apps whose rows are made anew from others; a model of ours says so itself (`made_from_others`).
MADE_ANEW = frozenset(("wagtailsearch",))
# What no row of another author can collide with: their numbers are never given twice.
UNIQUE_BY_NUMBER = (Page, Revision)
BATCH = 500


class _Exact(DjangoJSONEncoder):
    """Django's own cuts moments to the millisecond, by which versions could change their order."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class _Everything(Collector):
    """Django's account of a deletion, with every row in hand."""

    def can_fast_delete(self, objs, from_field=None):
        return False


@dataclass
class Taken:
    """What a deletion takes along.

    `rows` as Django's serializer writes them; `cleared` the references that rows which stay lose:
    model, column, number of the row, value.
    """

    rows: list[dict] = field(default_factory=list)
    cleared: list[list] = field(default_factory=list)
    referrers: list[list] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)

    def packed(self) -> bytes:
        """For the database."""
        return zlib.compress(json.dumps(asdict(self), cls=_Exact).encode())

    @classmethod
    def unpacked(cls, data: bytes) -> "Taken":
        """From the database."""
        return cls(**json.loads(zlib.decompress(bytes(data))))

    def of(self, model: str) -> list[dict]:
        """The rows of a model, by its label."""
        return [row for row in self.rows if row["model"] == model]


def taken_along(objects: models.QuerySet) -> Taken:
    """The rows that deleting some objects deletes, and the references that it clears."""
    collector = _Everything(using=router.db_for_write(objects.model))
    collector.collect(objects)
    rows = []
    for model, instances in collector.data.items():
        if not _is_made_anew(model):
            rows += written(instances)
    return Taken(rows=rows, cleared=_cleared(collector))


def written(instances: Iterable[models.Model]) -> list[dict]:
    """Rows of one model, each table's own columns only."""
    instances = list(instances)
    if not instances:
        return []
    columns = [one.name for one in instances[0]._meta.local_concrete_fields]
    return serialize("python", instances, fields=columns)


def _is_made_anew(model: type[models.Model]) -> bool:
    return model._meta.app_label in MADE_ANEW or getattr(model, "made_from_others", False)


def _cleared(collector: Collector) -> list[list]:
    going = {(type(one), one.pk) for instances in collector.data.values() for one in instances}
    found = []
    for (column, value), batches in collector.field_updates.items():
        if value is not None:
            continue
        for one in (row for batch in batches for row in batch):
            if (type(one), one.pk) not in going:
                label, name = column.model._meta.label_lower, column.attname
                found.append([label, name, one.pk, getattr(one, name)])
    return found


def put_back(taken: Taken) -> list[models.Model]:
    """Writes the rows again and gives references back; the objects that are there again.

    Constraints are looked at when the caller's transaction ends.
    """
    objects = [one.object for one in Deserializer(taken.rows, ignorenonexistent=True)]
    objects = _with_known_references(objects)
    there: list[models.Model] = []
    absent: set[tuple[type, object]] = set()
    for one in objects:
        if not _points_at(one, absent) and _written_again(one):
            there.append(one)
        elif not type(one)._base_manager.filter(pk=one.pk).exists():
            absent.add((type(one), one.pk))
    _give_back(taken.cleared)
    return there


def _references(one: models.Model) -> Iterable[tuple[models.Field, type, object]]:
    """The foreign keys of a row that the database checks: field, model, value."""
    for column in one._meta.local_concrete_fields:
        if column.is_relation and column.remote_field and column.db_constraint:
            value = getattr(one, column.attname)
            if value is not None:
                yield column, column.related_model._meta.concrete_model, value


def _points_at(one: models.Model, absent: set) -> bool:
    return any((model, value) in absent for _column, model, value in _references(one))


def _with_known_references(objects: list[models.Model]) -> list[models.Model]:
    """Clears references to what exists no longer; without a row that cannot do without one."""
    elsewhere: dict[type, set] = defaultdict(set)
    here = {(type(one), one.pk) for one in objects}
    for one in objects:
        for _column, model, value in _references(one):
            if (model, value) not in here:
                elsewhere[model].add(value)
    known = {model: _existing(model, values) for model, values in elsewhere.items()}
    while True:
        kept = [one for one in objects if _lets_go(one, here, known)]
        if len(kept) == len(objects):
            return kept
        objects, here = kept, {(type(one), one.pk) for one in kept}


def _existing(model: type[models.Model], values: set) -> set:
    wanted, found = sorted(values, key=str), set()
    for start in range(0, len(wanted), BATCH):
        some = model._base_manager.filter(pk__in=wanted[start : start + BATCH])
        found.update(some.values_list("pk", flat=True))
    return found


def _lets_go(one: models.Model, here: set, known: dict[type, set]) -> bool:
    """Clears what a row points at in vain; whether the row can be without it."""
    for column, model, value in _references(one):
        if (model, value) in here or value in known.get(model, ()):
            continue
        if not column.null:
            return False
        setattr(one, column.attname, None)
    return True


def _written_again(one: models.Model) -> bool:
    """Inserts a row unless it is there, or another one has taken its place."""
    try:
        if not isinstance(one, UNIQUE_BY_NUMBER):
            one.validate_unique()
            one.validate_constraints()
        one.save_base(raw=True, force_insert=True)
    except (ValidationError, SecondSourceError):
        return False
    return True


def _give_back(cleared: list[list]) -> None:
    """Points rows that stayed at what is there again, where they point at nothing else since."""
    for label, name, pk, value in cleared:
        model = apps.get_model(label)
        empty = model._base_manager.filter(pk=pk, **{f"{name}__isnull": True})
        target = model._meta.get_field(name).related_model
        if target._base_manager.filter(pk=value).exists():
            empty.update(**{name: value})
