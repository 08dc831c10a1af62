"""What the desk adds to Wagtail's own screens."""

from django import template
from wagtail.models import Page

from cms.desk.bulk import live_translations

register = template.Library()


@register.simple_tag
def translations_to_unpublish(page: Page, user) -> list[Page]:
    """The live translations of a page that a member may take offline."""
    return live_translations([page], user)
