"""What search stores: the index, the words of the site, the text of documents, promoted results.

`search.indexing` alone writes the index. The engines add to `IndexEntry` what their database needs
to look terms up (a `tsvector` column or an FTS5 table, see the migration `0002`).
"""

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from search.parsing import query_key


class IndexEntry(models.Model):
    """A page that readers can find: what it is filtered and ordered by. Kept narrow on purpose."""

    made_from_others = True

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    date = models.DateField()
    year = models.PositiveSmallIntegerField(null=True)
    sectors = models.CharField(max_length=255)
    themes = models.CharField(max_length=255)

    class Meta:
        indexes = [models.Index(fields=["language"], name="search_entry_language")]

    def __str__(self):
        return f"{self.language} {self.page_id}"


class IndexText(models.Model):
    """The words of an indexed page as its readers see them, and where each term stands in them.

    `terms` and `spans` run side by side: for each term its start and end in title + newline + text.
    """

    made_from_others = True

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    text = models.TextField()
    terms = models.TextField()
    spans = models.TextField()
    digest = models.CharField(max_length=32)

    def __str__(self):
        return self.title


def found_texts(page_ids: list[int]) -> dict[int, IndexText]:
    """The texts of pages, with as much of each page as its address needs. One query.

    Whole page objects with their language would cost more than the search itself.
    """
    table = "search_indextext"
    marks = ", ".join(["%s"] * len(page_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {table}.page_id, language, {table}.title, text, terms, spans, url_path "
            f"FROM {table} JOIN wagtailcore_page AS page ON page.id = {table}.page_id "
            f"WHERE {table}.page_id IN ({marks})",
            page_ids,
        )
        rows = cursor.fetchall()
    names = ("page_id", "language", "title", "text", "terms", "spans")
    texts = {}
    for *values, url_path in rows:
        text = IndexText(**dict(zip(names, values, strict=True)))
        text.page = Page(id=text.page_id, url_path=url_path)
        texts[text.page_id] = text
    return texts


class IndexWord(models.Model):
    """A word as the site spells it, its term, and on how many pages of a language it stands."""

    language = models.CharField(max_length=12)
    spelling = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    term = models.CharField(max_length=64)
    pages = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "spelling", "term"], name="search_word_spelling"
            )
        ]
        indexes = [
            models.Index(
                fields=["language", "key"],
                name="search_word_key",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
            ),
            models.Index(fields=["language", "term"], name="search_word_term"),
        ]

    def __str__(self):
        return self.spelling


class DocumentText(models.Model):
    """The text of a PDF, extracted once for each state of its file."""

    made_from_others = True

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    file = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(null=True)
    text = models.TextField(blank=True)

    unseen_by_readers = True

    def __str__(self):
        return self.file


class PromotedResult(ClusterableModel):
    """Pages shown above the results of certain queries, chosen by the editors."""

    language = models.CharField(
        _("language"),
        max_length=12,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the readers who see it."),
    )
    title = models.CharField(
        _("title"), max_length=120, help_text=_("For this list only; readers do not see it.")
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("language"),
        InlinePanel(
            "queries",
            heading=_("Words that readers type"),
            label=_("query"),
            min_num=1,
            help_text=_("Accents, plurals, feminines and the order of the words do not matter."),
        ),
        InlinePanel(
            "pages",
            heading=_("Pages shown first"),
            label=_("page"),
            min_num=1,
            max_num=5,
            help_text=_("Choose them in any language; readers get theirs."),
        ),
    ]

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["language", "title"]

    def __str__(self):
        return self.title


class PromotedQuery(Orderable):
    """A query for which pages are promoted; its key is what the query means to the analyser."""

    promoted = ParentalKey(PromotedResult, on_delete=models.CASCADE, related_name="queries")
    words = models.CharField(_("words"), max_length=120)
    key = models.CharField(max_length=400, editable=False, db_index=True)

    panels = [FieldPanel("words")]

    class Meta(Orderable.Meta):
        verbose_name = _("query")
        verbose_name_plural = _("queries")

    def __str__(self):
        return self.words

    def save(self, *args, **kwargs):
        """Keeps the key true to the words."""
        self.key = query_key(self.words, self.promoted.language)
        return super().save(*args, **kwargs)


class PromotedPage(Orderable):
    """A promoted page."""

    promoted = ParentalKey(PromotedResult, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("promoted page")
        verbose_name_plural = _("promoted pages")

    def __str__(self):
        return str(self.page)
