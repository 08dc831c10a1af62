"""The whole list behind a panel, for those who have more than the panel shows."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.board.panels import PAGES_PANELS, PagesPanel

ROWS_ON_A_SCREEN = 25


class ListView(WagtailAdminTemplateMixin, TemplateView):
    """All that a panel of pages counts, screen by screen; each member sees their own."""

    template_name = "board/list.html"
    header_icon = "list-ul"

    @cached_property
    def panel(self) -> PagesPanel:
        """The panel that the address names.

        Raises:
            Http404: there is none of that name.
        """
        for panel in PAGES_PANELS:
            if panel.name == self.kwargs["name"]:
                return panel(self.request)
        raise Http404("no such panel")

    def get_page_title(self):
        """What the panel is called."""
        return self.panel.heading

    def get_breadcrumbs_items(self):
        """Home and this screen."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        """Adds the rows of this screen."""
        screen = Paginator(self.panel.query(), ROWS_ON_A_SCREEN).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "panel": self.panel,
            "rows": self.panel.rows_of(screen.object_list),
            "screen": screen,
            "elided_page_range": screen.paginator.get_elided_page_range(screen.number),
        }
