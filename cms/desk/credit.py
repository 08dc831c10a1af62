"""Who translated a page: an organisation, named on the page itself.

Which field holds it is the page type's business (`BasePage.translation_credit`).
"""

from django import forms
from django.db import transaction
from wagtail.models import Page


def credit_field(page: Page) -> forms.Field | None:
    """The form field for the credit of a specific page; None where its type has none."""
    if not getattr(page, "translation_credit", ""):
        return None
    return page._meta.get_field(page.translation_credit).formfield(required=False)


@transaction.atomic
def give_credit(page: Page, organisation, user=None) -> bool:
    """Names who translated a page, at once where it is published; whether that is new.

    The page's own row is what wagtail-localize fills next time, its revision what Wagtail's editor
    opens: both are told.
    """
    name = page.translation_credit
    if getattr(page, name) == organisation:
        return False
    setattr(page, name, organisation)
    page.save(clean=False)
    revision = page.save_revision(user=user, changed=False, clean=False)
    if page.live and not page.has_unpublished_changes:
        revision.publish(user=user)
    return True
