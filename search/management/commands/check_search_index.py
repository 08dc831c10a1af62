"""`manage.py check_search_index`: proves that the index agrees with the pages."""

from django.core.management.base import BaseCommand, CommandError

from search.verification import differences


class Command(BaseCommand):
    """Compares every page with the index and fails on the first kind of difference."""

    help = "Compares the search index with the pages; exit status 1 where they differ."

    def handle(self, *args, **options):
        """Prints each difference.

        Raises:
            CommandError: there is at least one.
        """
        found = list(differences())
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"{len(found)} differences. Run rebuild_search_index.")
        self.stdout.write(self.style.SUCCESS("The index agrees with the pages."))
