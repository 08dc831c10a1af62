"""Where Wagtail's admin meets the remarks: addresses, and one list instead of two."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from cms.writing.views import RemarksOnCreate, RemarksOnEdit

# Ours say these better: with the place in the form, in simple words, and of what is stored.
SAID_BY_US = frozenset(
    ("alt-text-quality", "empty-meta-description", "heading-order", "p-as-heading")
)


@hooks.register("register_admin_urls")
def add_addresses():
    """Beside those of the preview, from which the script derives them."""
    return [
        path("pages/<int:page_id>/edit/remarks/", RemarksOnEdit.as_view(), name="remarks_on_edit"),
        path(
            "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
            "<int:parent_page_id>/remarks/",
            RemarksOnCreate.as_view(),
            name="remarks_on_add",
        ),
    ]


@hooks.register("construct_wagtail_userbar")
def leave_out_what_we_say(request, items, page):
    """Takes from Wagtail's list what stands in ours."""
    for item in items:
        if isinstance(item, ContentCheckerItem):
            item.axe_run_only = [rule for rule in item.axe_run_only if rule not in SAID_BY_US]
