"""What the project changes in Wagtail itself."""

from django.http import Http404
from django.utils.translation import get_language
from wagtail import hooks

from cms.board import hooks as board_hooks
from cms.desk import hooks as desk_hooks
from cms.language_marks import CONVERTER_RULE, FEATURE, LanguageMarkFeature, editor_words
from cms.rich_text import LocalizedPageLinkHandler
from cms.roles import hooks as role_hooks
from cms.writing import hooks as writing_hooks

__all__ = [
    "board_hooks",
    "desk_hooks",
    "role_hooks",
    "writing_hooks",
]  # their hooks are registered by being imported


@hooks.register("before_serve_page", order=-10)
def refuse_wrong_language(page, request, serve_args, serve_kwargs):
    """Serves a page under its own language's prefix only.

    A language without a home page would otherwise answer with the tree of another one.

    Raises:
        Http404: the address begins with another language than the page's.
    """
    if page.locale.language_code != get_language():
        raise Http404("not in this language")


@hooks.register("register_rich_text_features", order=20)
def localize_page_links(features):
    """Makes links in running text follow the reader's language."""
    features.register_link_type(LocalizedPageLinkHandler)


@hooks.register("register_rich_text_features")
def offer_language_marks(features):
    """Lets members say in which language a passage is."""
    features.register_editor_plugin("draftail", FEATURE, LanguageMarkFeature())
    features.register_converter_rule("contentstate", FEATURE, CONVERTER_RULE)


@hooks.register("insert_editor_js")
def name_languages_of_passages():
    """The words of that button."""
    return editor_words()
