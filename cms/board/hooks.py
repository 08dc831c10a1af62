"""Where Wagtail's admin meets the dashboard: its panels, its addresses, what leaves the menus."""

from django.urls import include, path
from wagtail import hooks

from cms.board.languages import ToTranslate
from cms.board.panels import PAGES_PANELS, BoardPanel, NothingToDo
from cms.board.views import ListView

FIRST, LAST = -100, 1000

# What describes the software rather than the union's texts.
REPORTS_OF_THE_ADMINISTRATOR = frozenset({"workflow-tasks", "page-types-usage"})

addresses = [path("<slug:name>/", ListView.as_view(), name="list")]


@hooks.register("register_admin_urls")
def add_addresses():
    """The lists behind the panels."""
    return [path("to-do/", include((addresses, "board")))]


def add_if_shown(panels: list, panel: BoardPanel) -> None:
    """Puts a panel on the dashboard, if it has something to say."""
    if panel.is_shown():
        panels.append(panel)


@hooks.register("construct_homepage_panels", order=FIRST)
def replace_panels(request, panels):
    """Takes Wagtail's away, which grow with what they list, and adds ours."""
    panels.clear()
    for panel in (*PAGES_PANELS, ToTranslate):
        add_if_shown(panels, panel(request))


@hooks.register("construct_homepage_panels", order=LAST)
def say_that_nothing_waits(request, panels):
    """Leaves nobody before an empty screen."""
    if not panels:
        panels.append(NothingToDo(request))


@hooks.register("construct_homepage_summary_items", order=LAST)
def count_nothing(request, items):
    """How many pages and pictures there are is nothing to do."""
    items.clear()


@hooks.register("construct_help_menu")
def keep_help_at_home(request, menu_items):
    """Takes away what leads to the software's own site, in English, for its developers."""
    menu_items[:] = [item for item in menu_items if "://" not in item.url]


@hooks.register("construct_reports_menu")
def keep_reports_to_the_texts(request, menu_items):
    """Leaves members the reports that speak of their texts; administrators keep all of them."""
    if not request.user.is_superuser:
        menu_items[:] = [
            item for item in menu_items if item.name not in REPORTS_OF_THE_ADMINISTRATOR
        ]
