"""Where Wagtail's admin meets its lists: the tree of pages, the menu, the marks of languages."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from cms.explorer.listing import TreeViewSet
from cms.explorer.menu import in_members_words


@hooks.register("register_admin_viewset")
def tree_of_pages():
    """After Wagtail's own, which it replaces."""
    return TreeViewSet()


@hooks.register("construct_main_menu", order=1000)
def name_the_entries(request, menu_items):
    """Once every application has added its own."""
    in_members_words(menu_items)


@hooks.register("insert_global_admin_css")
def marks_of_languages():
    """The marks of languages."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/explorer.css"))


@hooks.register("construct_page_chooser_queryset")
def states_of_a_chooser(pages, request):
    """Which rows are planned or being reviewed: asked for all of them, not for each."""
    return pages.annotate_approved_schedule().prefetch_workflow_states()
