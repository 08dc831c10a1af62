"""Where Wagtail's admin meets the editor: its scripts, its style, the chooser of documents."""

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks

from cms.editing.several import documents_chooser

SCRIPTS = ("js/admin/advised-length.js", "js/admin/paste.js", "js/admin/first-error.js")


@hooks.register("register_admin_viewset", order=100)
def chooser_of_several_documents():
    """Its addresses. It comes after Wagtail's own and takes its place in forms."""
    return documents_chooser


@hooks.register("insert_editor_js")
def scripts_of_the_editor():
    """What counts, cleans what is pasted, and leads to the first mistake."""
    addresses = ((static(path),) for path in SCRIPTS)
    return format_html_join("", '<script type="module" src="{}"></script>', addresses)


@hooks.register("insert_global_admin_css")
def style_of_the_editor():
    """The look of what we add to forms."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editing.css"))
