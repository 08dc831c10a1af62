"""`manage.py rebuild_search_index`: writes the whole index again while readers keep searching.

Each page is replaced in a transaction of its own, so that every search finds a whole index, old or
new. Needed after a change to the analyser; publishing keeps the index true by itself.
"""

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page

from cms import generation
from cms.visibility import visible
from search import words
from search.engines import engine
from search.indexing import indexable, remove, sync
from search.models import IndexText

BAR = 40


class Command(BaseCommand):
    """Rebuilds the index with a progress bar."""

    help = "Writes the search index again, without downtime."

    def handle(self, *args, **options):
        """Writes every public page, forgets the others, counts the words again."""
        total = visible(Page.objects.all()).count()
        kept: set[int] = set()
        for number, page in enumerate(indexable(), start=1):
            sync(page, force=True)
            kept.add(page.pk)
            self.progress(number, total)
        self.stdout.write("")
        removed = self.forget_others(kept)
        with transaction.atomic():
            engine().lock()
            repaired = words.recount()
        generation.advance()
        self.stdout.write(
            self.style.SUCCESS(
                f"{len(kept)} pages indexed, {removed} removed, {repaired} word counts repaired."
            )
        )

    def forget_others(self, kept: set[int]) -> int:
        """Removes what is indexed and no longer public; a page published meanwhile stays."""
        indexed = set(IndexText.objects.values_list("pk", flat=True))
        published = visible(Page.objects.filter(pk__in=indexed - kept)).values_list("pk", flat=True)
        removed = remove(sorted(indexed - kept - set(published)))
        indexed = set(IndexText.objects.values_list("pk", flat=True))
        engine().remove(sorted(engine().page_ids() - indexed))
        return removed

    def progress(self, number: int, total: int) -> None:
        """One line that fills up; silent where nobody watches."""
        if self.stdout.isatty():
            filled = BAR * number // max(total, 1)
            bar = "█" * filled + "·" * (BAR - filled)
            self.stdout.write(f"\r{bar} {number}/{total}", ending="")
            self.stdout.flush()
