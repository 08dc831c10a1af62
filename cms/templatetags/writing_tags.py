"""What the panel of checks asks for when the editor opens."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.models import BasePage
from cms.writing.views import TEMPLATE, review_of

register = template.Library()


@register.simple_tag
def remarks_on(page: Page, request) -> SafeString | str:
    """The remarks on a page as it was last saved; nothing of one that has no words yet."""
    if not isinstance(page, BasePage) or not page.pk:
        return ""
    return render_to_string(TEMPLATE, {"review": review_of(page)}, request)
