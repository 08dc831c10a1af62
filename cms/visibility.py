"""Which pages readers may see. Every list of the site goes through here.

Wagtail's `public()` costs a query each time. Here what is restricted, most often nothing, is
remembered by the process, and is a condition inside the list's own query.
"""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value
from wagtail.models import PageViewRestriction

from cms.remembered import remembered


@remembered
def restricted_paths() -> tuple[str, ...]:
    """The path of each page that is for some readers only, none below another one.

    As in Wagtail, an alias is as restricted as the page that it stands for.
    """
    found = PageViewRestriction.objects.values_list("page__path", "page__aliases__path")
    highest: list[str] = []
    for path in sorted({path for paths in found for path in paths if path}):
        if not (highest and path.startswith(highest[-1])):
            highest.append(path)
    return tuple(highest)


def is_restricted() -> Q | None:
    """The condition: the page, or one above it, is for some readers only. None: no page is."""
    condition = None
    for path in restricted_paths():
        here = Q(path__startswith=path)
        condition = here if condition is None else condition | here
    return condition


def restriction_flag() -> ExpressionWrapper | Value:
    """The same condition, to annotate a page with."""
    condition = is_restricted()
    if condition is None:
        return Value(False)
    return ExpressionWrapper(condition, output_field=BooleanField())


def visibility_flag() -> ExpressionWrapper:
    """Whether readers may see a page, to annotate it with."""
    return ExpressionWrapper(is_visible(), output_field=BooleanField())


def is_visible() -> Q:
    """The condition: live, no alias, neither restricted nor under a restricted page."""
    condition, restricted = Q(live=True, alias_of__isnull=True), is_restricted()
    return condition if restricted is None else condition & ~restricted


def visible(pages: QuerySet) -> QuerySet:
    """The pages of a queryset that readers may see."""
    return pages.filter(is_visible())
