"""Where Wagtail's admin meets moderation: the address of the screen, the words of the editor."""

from django.urls import include, path
from wagtail import hooks

from cms.moderation.review import ReviewView, SubmittedPageView
from cms.moderation.words import in_members_words

addresses = [
    path("<int:step_id>/", ReviewView.as_view(), name="review"),
    path("<int:step_id>/page/", SubmittedPageView.as_view(), name="page"),
]


@hooks.register("register_admin_urls")
def add_addresses():
    """The screen to which notices lead."""
    return [path("approve/", include((addresses, "moderation")))]


@hooks.register("construct_page_action_menu")
def name_the_actions(menu_items, request, context):
    """Below the form of a page."""
    in_members_words(menu_items)
