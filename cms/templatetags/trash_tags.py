"""What the trash adds to Wagtail's own screens."""

from django import template
from wagtail.models import Page

from cms.models.trash import KEPT_DAYS
from cms.trash.deleting import deletable_translations
from cms.trash.leads import LeadForm

register = template.Library()


@register.simple_tag
def translations_to_delete(page: Page, user) -> list[Page]:
    """The translations of a page that a member may delete."""
    return deletable_translations(page, user)


@register.simple_tag
def lead_form() -> LeadForm:
    """The question where readers of a page that goes are led."""
    return LeadForm()


@register.simple_tag
def kept_days() -> int:
    """For how many days the trash keeps what is deleted."""
    return KEPT_DAYS
