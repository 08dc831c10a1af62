"""What templates ask the project for: the frame, typography, pictures, structured data."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from cms import dates
from cms.frame import Frame
from cms.kept import SET, kept_tag, put_back, stream_tag
from cms.models import SiteSettings
from cms.pictures import responsive_picture, share_rendition
from cms.settings.languages import direction
from cms.structured_data import structured_data_script
from cms.typography import typeset_html, typeset_text

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context) -> Frame:
    """What stands around the page, made once a request."""
    request = context["request"]
    page = context.get("page")
    existing = getattr(request, "_frame", None)
    if existing is None or existing.page != page:
        existing = request._frame = Frame(request, page)
    return existing


@register.simple_tag
def site_name() -> str:
    """The name of the union where there is no page: in the admin and at its door."""
    return SiteSettings.current().name or settings.WAGTAIL_SITE_NAME


register.tag("kept", kept_tag)
register.tag("stream", stream_tag)


@register.filter
def facts(shown) -> tuple:
    """What a page shows of each of several things, for `{% kept %}`; None is what was deleted."""
    return tuple(one.facts for one in shown if one)


@register.tag("typeset")
def typeset_tag(parser, token):
    """Sets the enclosed HTML by the typographic rules of the page's language."""
    nodes = parser.parse(["endtypeset"])
    parser.delete_first_token()
    return TypesetNode(nodes)


class TypesetNode(template.Node):
    """The `{% typeset %}` tag."""

    child_nodelists = ("nodes",)

    def __init__(self, nodes):
        self.nodes = nodes

    def render(self, context) -> SafeString:
        """The enclosed HTML, typeset; what it encloses is rendered, hence safe, already."""
        with context.push(**{SET: []}):
            html = typeset_html(self.nodes.render(context), get_language())
            return mark_safe(put_back(html, context[SET]))


@register.filter
def typeset(text: str) -> str:
    """Plain text set by the rules of the active language, for titles outside the body."""
    return typeset_text(str(text), get_language())


@register.simple_tag(takes_context=True)
def foreign(context, item) -> str:
    """`lang`, `dir` and `hreflang`-ready attributes of an item in another language, or nothing."""
    code = item if isinstance(item, str) else item.locale.language_code
    if not code or code == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', code, direction(code))


@register.filter
def writing_direction(code: str) -> str:
    """`ltr` or `rtl`."""
    return direction(code)


@register.filter
def language_name(code: str) -> str:
    """The language's own name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def address_in(code: str, frame: Frame) -> str:
    """The address of the current page in a language; empty where readers cannot see it."""
    return next((one.url for one in frame.languages if one.exact and one.code == code), "")


register.filter(dates.day, expects_localtime=True)
register.filter(dates.weekday, expects_localtime=True)
register.filter(dates.month, expects_localtime=True)


@register.simple_tag
def comma() -> str:
    """What stands between two items of a list, its space included."""
    return pgettext("between two items of a list", ", ")


@register.filter
def listed(words: list[str]) -> str:
    """Words one after the other, as the active language separates them."""
    return comma().join(words)


register.simple_tag(responsive_picture, name="responsive_picture")
register.simple_tag(share_rendition, name="share_rendition")


@register.simple_tag(takes_context=True)
def structured_data(context) -> SafeString:
    """The page's JSON-LD."""
    return structured_data_script(context["request"], context["page"], frame(context))


@register.simple_tag(takes_context=True)
def editor_bar(context) -> str:
    """Wagtail's bar for signed-in members; readers' pages never touch the session."""
    request: HttpRequest = context["request"]
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return render_to_string("components/editor_bar.html", context.flatten(), request)


@register.simple_tag
def page_query(listing, number: int) -> str:
    """The query string of a page of a list's results."""
    return listing.page_query(number)
