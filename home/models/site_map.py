"""The plain list of the site's pages, for readers."""

from django.utils.translation import gettext_lazy as _

from cms.models import BasePage, SummaryMixin
from cms.visibility import visible


class SiteMapPage(SummaryMixin, BasePage):
    """Every page of a language under its parent; communiqués are left to their own list."""

    content_panels = [*BasePage.content_panels, *SummaryMixin.summary_panels]

    template = "home/site_map.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("site map")
        verbose_name_plural = _("site maps")

    def get_context(self, request, *args, **kwargs):
        """Adds `tree`: the pages in tree order, as (page, children) pairs."""
        context = super().get_context(request, *args, **kwargs)
        context["tree"] = self.tree()
        return context

    def tree(self) -> list[tuple]:
        """Nested (page, children) pairs below the home page, in tree order. One query."""
        home = self.get_parent()
        pages = visible(home.get_descendants().filter(communiquepage__isnull=True))
        top: list[tuple] = []
        stack = [(home.depth, top)]
        for page in pages.select_related("locale").order_by("path"):
            while stack[-1][0] >= page.depth:
                stack.pop()
            children: list[tuple] = []
            stack[-1][1].append((page, children))
            stack.append((page.depth, children))
        return top
