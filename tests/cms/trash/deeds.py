"""What a member does with the trash, each by the request that a browser sends."""

from django.urls import reverse
from wagtail.models import Page

from cms.models import TrashEntry


def delete(client, page: Page, **answers):
    """The confirmed deletion of a page."""
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), answers)


def delete_many(client, *pages: Page, **answers):
    """The confirmed deletion of chosen pages."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{chosen}", answers)


def entry_of(one) -> TrashEntry:
    """The entry that holds something."""
    return TrashEntry.objects.get(object_id=one.pk, title=one.title)


def restore(client, entry: TrashEntry):
    """A press of the button."""
    return client.post(reverse("trash:restore", args=[entry.pk]))


def is_there(page: Page) -> bool:
    """Whether the page exists."""
    return Page.objects.filter(pk=page.pk).exists()


def listed(client) -> str:
    """The screen of the trash."""
    answer = client.get(reverse("trash:index"))
    assert answer.status_code == 200
    return answer.content.decode()
