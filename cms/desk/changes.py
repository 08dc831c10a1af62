"""What a translator has to do on a page: passage by passage, what was and what is.

The words of the original as it is published are compared with the translations that exist. What
still fits is kept, wherever on the page it now stands; for what does not, the nearest earlier
passage and its translation are shown beside the new one.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from cms.desk.markup import BrokenMarkupError, checked
from cms.desk.memory import is_outdated, read_again, store

KEY_NAMESPACE = uuid.UUID("9b6f8f0e-6a5f-4f3e-9a39-0d0a3c1d4f5b")
# Below this likeness two passages have nothing to do with each other.
LEAST_LIKENESS = 0.3


def key_of(path: str, words: str) -> str:
    """What a passage is called in forms: its place and its words."""
    return uuid.uuid5(KEY_NAMESPACE, f"{path}\n{words}").hex


@dataclass
class Passage:
    """A passage of the original, and what there is of it in the other language.

    `earlier` is the passage that it replaces and `earlier_translation` how that was translated;
    both are empty for a new one. `by_machine` says that nobody has read the translation.
    """

    path: str
    label: str
    original: str
    translation: str = ""
    earlier: str = ""
    earlier_translation: str = ""
    by_machine: bool = False
    error: str = ""

    @property
    def key(self) -> str:
        """Its name in forms."""
        return key_of(self.path, self.original)

    @property
    def proposal(self) -> str:
        """What the translator starts from."""
        return self.translation or self.earlier_translation

    @property
    def difference(self) -> list[tuple[str, str]]:
        """The change word by word: ("same", "gone" or "new", words)."""
        return differences(self.earlier, self.original)


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """The words of two texts as one: ("same", "gone" or "new", words)."""
    old, new = re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    pieces: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(new[j1:j2])))
            continue
        pieces += [("gone", "".join(old[i1:i2]))] if i1 < i2 else []
        pieces += [("new", "".join(new[j1:j2]))] if j1 < j2 else []
    return pieces


@dataclass
class Outcome:
    """What became of the passages that a translator sent: taken, left as they were, refused."""

    taken: int = 0
    refused: dict[str, str] = field(default_factory=dict)


class Work:
    """The passages of a page in another language.

    Args:
        original: the page as it is published.
        locale: the other language.
        translation: what wagtail-localize knows of it; None before it was begun.
    """

    def __init__(self, original: Page, locale: Locale, translation: Translation | None = None):
        self.original = original.specific
        self.locale = locale
        self.translation = translation

    @classmethod
    def of(cls, translation: Translation) -> "Work":
        """The work on a translation.

        Raises:
            ObjectDoesNotExist: the original is gone.
        """
        original = translation.source.get_source_instance()
        return cls(original, translation.target_locale, translation)

    @property
    def source(self) -> TranslationSource | None:
        """The words that the translation was last given; they may be older than the original."""
        return self.translation.source if self.translation else None

    @property
    def is_outdated(self) -> bool:
        """Whether the original was published again since its words were taken."""
        return self.source is not None and is_outdated(self.source, self.original)

    @cached_property
    def _words(self) -> list[StringTranslation]:
        """Every translated passage of the page, of now and of before, the oldest first."""
        return list(
            StringTranslation.objects.filter(
                context__object_id=self.original.translation_key, locale=self.locale
            )
            .exclude(context__path="slug")
            .select_related("translation_of", "context")
            .order_by("updated_at", "pk")
        )

    @cached_property
    def passages(self) -> list[Passage]:
        """All of them, in the order of the page."""
        by_place = {(one.context.path, one.translation_of.data): one for one in self._words}
        anywhere = {one.translation_of.data: one for one in self._words if not one.has_error}
        found: dict[str, Passage] = {}
        for segment in extract_segments(self.original):
            if not isinstance(segment, StringSegmentValue) or segment.path == "slug":
                continue
            words = segment.string.data
            passage = Passage(segment.path, label_of(self.original, segment.path), words)
            known = by_place.get((segment.path, words)) or anywhere.get(words)
            if known:
                passage.translation = known.data
                passage.error = known.get_error() or ""
                passage.by_machine = (
                    known.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
                )
            found[passage.key] = passage
        self._pair_with_earlier(found.values())
        return list(found.values())

    def _pair_with_earlier(self, passages: Iterable[Passage]) -> None:
        """Gives each passage without a translation the likest one that has left its place."""
        current = {passage.original for passage in passages}
        left: dict[str, list[StringTranslation]] = defaultdict(list)
        for one in self._words:
            if one.translation_of.data not in current:
                left[one.context.path].append(one)
        together = defaultdict(list)
        for passage in passages:
            together[passage.path].append(passage)
        for path, here in together.items():
            for passage in here:
                if passage.translation or not left[path]:
                    continue
                likeness, earlier = max(
                    (
                        (likeness_of(one.translation_of.data, passage.original), one)
                        for one in left[path]
                    ),
                    key=lambda pair: (round(pair[0], 2), pair[1].updated_at),
                )
                # The only passage of a field replaces what was there, like it or not.
                if likeness < LEAST_LIKENESS and len(here) > 1:
                    continue
                passage.earlier = earlier.translation_of.data
                passage.earlier_translation = earlier.data
                left[path].remove(earlier)

    @cached_property
    def to_do(self) -> list[Passage]:
        """Those that lack, are faulty, or that nobody has read."""
        return [one for one in self.passages if not one.translation or one.error or one.by_machine]

    @cached_property
    def kept(self) -> list[Passage]:
        """Those whose translation still fits."""
        to_do = {one.key for one in self.to_do}
        return [one for one in self.passages if one.key not in to_do]

    @cached_property
    def gone(self) -> list[str]:
        """Passages that the original no longer has."""
        if self.source is None:
            return []
        now = {one.original for one in self.passages} | {one.earlier for one in self.passages}
        segments = self.source.stringsegment_set.exclude(context__path="slug").order_by("order")
        before = segments.values_list("string__data", flat=True)
        return [words for words in dict.fromkeys(before) if words not in now]

    def accept(self, passage: Passage, text: str) -> str:
        """A translated passage as it is stored.

        Raises:
            BrokenMarkupError: its markup is broken, or it is too long for its field.
        """
        accepted = checked(passage.original, text)
        stands_in = self.original._meta.get_field(passage.path.split(".", maxsplit=1)[0])
        longest = getattr(stands_in, "max_length", None)
        if longest and "." not in passage.path:
            length = len(StringValue(accepted).render_text())
            if length > longest:
                raise BrokenMarkupError(
                    _("It has %(length)d characters; there is room for %(longest)d.")
                    % {"length": length, "longest": longest}
                )
        return accepted

    def take(self, texts: dict[str, str], fits: set[str], user=None) -> Outcome:
        """Stores what a translator sent of the passages that are to do.

        Args:
            texts: the passages by key, as typed.
            fits: the keys of those that the translator has read and leaves as they were.
            user: the translator.
        """
        outcome = Outcome()
        accepted: dict[str, str] = {}
        for passage in self.to_do:
            text = texts.get(passage.key, "").strip()
            unread = text == passage.proposal and passage.key not in fits
            if not text or unread:
                continue
            try:
                accepted[passage.key] = self.accept(passage, text)
            except BrokenMarkupError as fault:
                outcome.refused[passage.key] = str(fault)
        self.write(accepted, user)
        outcome.taken = len(accepted)
        return outcome

    @transaction.atomic
    def write(self, accepted: dict[str, str], user=None) -> None:
        """Stores passages by key, after taking the original's words if they have changed."""
        if self.is_outdated or self.has_strange_fields:
            read_again(self.source)
        for segment in self.source.stringsegment_set.select_related("context", "string"):
            key = key_of(segment.context.path, segment.string.data)
            if key in accepted:
                store(segment, self.locale, accepted[key], user)

    @cached_property
    def has_strange_fields(self) -> bool:
        """Whether a passage belongs to a field or block that the page type no longer has."""
        if self.source is None:
            return False
        contexts = {
            (path, field_path)
            for segments in (self.source.stringsegment_set, self.source.overridablesegment_set)
            for path, field_path in segments.values_list("context__path", "context__field_path")
        }
        model = self.source.specific_content_type.model_class()
        return any(not _exists(model, path, field_path) for path, field_path in contexts)


def likeness_of(before: str, after: str) -> float:
    """How much two passages have in common, from 0 to 1."""
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


def label_of(page: Page, path: str) -> str:
    """The name of the field that a passage stands in."""
    found = page._meta.get_field(path.split(".", maxsplit=1)[0])
    if isinstance(found, models.ManyToOneRel):
        return capfirst(found.related_model._meta.verbose_name)
    return capfirst(str(found.verbose_name))


def _exists(model: type[Page], path: str, field_path: str) -> bool:
    """Whether the type still has the field, and the stream still offers the block."""
    name, *rest = (field_path or path).split(".")
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    if not isinstance(found, StreamField) or not field_path:
        return True
    block = found.stream_block
    for part in rest:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
            continue
        if isinstance(block, ImageBlock) or not hasattr(block, "child_blocks"):
            return True
        if part not in block.child_blocks:
            return False
        block = block.child_blocks[part]
    return True
