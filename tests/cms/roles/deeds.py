"""What a member may ask of the admin about a page, each by the request that a browser sends.

A deed that only looks has succeeded when it is shown; one that writes, when something has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    Page,
    PageViewRestriction,
    Revision,
    TaskState,
    WorkflowState,
)
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.models import TranslationJob

PASSED_OVER = {"last_published_at"}
NEW_SUMMARY = "Un résumé tout neuf."


def state() -> dict:
    """Everything that a deed could change."""
    pages = [
        {key: value for key, value in row.items() if key not in PASSED_OVER}
        for row in Page.objects.order_by("pk").values()
    ]
    rows = (
        StringTranslation.objects.values_list("pk", "data"),
        SegmentOverride.objects.values_list("pk", "data_json"),
        Translation.objects.values_list("pk", "enabled"),
        PageViewRestriction.objects.values_list("pk", "restriction_type"),
        WorkflowState.objects.values_list("pk", "status"),
        TaskState.objects.values_list("pk", "status"),
        TranslationJob.objects.values_list("pk"),
    )
    counted = Revision.objects.count()
    return {"pages": pages, "revisions": counted, "rows": [sorted(map(tuple, row)) for row in rows]}


@dataclass(frozen=True)
class Deed:
    """Something that is asked about a page; `writes` says by what its success is known.

    With a `proof`, what was asked for must have come about, not something less.
    """

    name: str
    ask: Callable[[Client, Page], HttpResponse]
    writes: bool = True
    proof: Callable[[Page], bool] | None = None

    def done(self, client: Client, page: Page) -> bool:
        """Asks it, and says whether it was done. A refusal must not leave anything behind.

        Raises:
            AssertionError: the server failed.
        """
        before = state() if self.writes else None
        answer = self.ask(client, page)
        assert answer.status_code < 500, self.name
        if self.writes:
            changed = state() != before
            return self.proof(page) if self.proof and changed else changed
        sent_on = answer.status_code == 302 and answer.headers["Location"] != "/admin/"
        return answer.status_code == 200 or sent_on


def look(name: str, address: str | None = None, ask=None) -> Deed:
    """A screen that is opened: one of Wagtail's about a page, unless told otherwise."""
    view = address or f"wagtailadmin_pages:{name}"
    return Deed(name, ask or (lambda c, page: c.get(reverse(view, args=[page.pk]))), writes=False)


def send(name: str, data=None, address: str | None = None) -> Deed:
    """A form of Wagtail's that is sent about a page."""
    view = address or f"wagtailadmin_pages:{name}"
    return Deed(
        name,
        lambda c, page: c.post(
            reverse(view, args=[page.pk]), data(page) if callable(data) else data or {}
        ),
    )


def bulk(action: str, data=None) -> Deed:
    """The same deed on many pages at once, here on one."""

    def ask(client, page):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        return client.post(f"{address}?id={page.pk}", data(page) if data else {})

    return Deed(f"bulk {action}", ask)


def communique_form(**fields) -> dict:
    """What the form of a communiqué sends."""
    return nested_form_data(
        {
            "title": "Un titre",
            "slug": "un-titre",
            "kind": "communique",
            "date": "2024-05-01",
            "summary": "Résumé",
            "body": streamfield([]),
            "documents": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def other_parent(page: Page) -> Page:
    """The other section of the same language."""
    parent = page.get_parent()
    return parent.get_siblings(inclusive=False).first()


def _copied(page: Page) -> dict:
    return {
        "new_title": "Copie",
        "new_slug": f"copie-{page.pk}",
        "new_parent_page": page.get_parent().pk,
    }


def move(client: Client, page: Page) -> HttpResponse:
    """The page goes to the other section of its language."""
    args = [page.pk, other_parent(page).pk]
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=args))


def write(client: Client, page: Page) -> HttpResponse:
    """A new communiqué beside the page, as a draft."""
    args = ["sectors", "communiquepage", page.get_parent().pk]
    form = communique_form(slug="nouveau")
    return client.post(reverse("wagtailadmin_pages:add", args=args), form)


def write_and_publish(client: Client, page: Page) -> HttpResponse:
    """A new communiqué beside the page, for readers at once."""
    args = ["sectors", "communiquepage", page.get_parent().pk]
    form = communique_form(slug="nouveau") | {"action-publish": "1"}
    return client.post(reverse("wagtailadmin_pages:add", args=args), form)


def save(client: Client, page: Page) -> HttpResponse:
    """The page gets another title, as a draft."""
    form = communique_form(title="Corrigé", slug=page.slug)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def publish(client: Client, page: Page) -> HttpResponse:
    """The page gets another title, for readers at once."""
    form = communique_form(title="Publié", slug=page.slug) | {"action-publish": "1"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def is_written_and_live(page: Page) -> bool:
    """Whether `write_and_publish` did both."""
    return Page.objects.child_of(page.get_parent()).live().filter(slug="nouveau").exists()


def is_published(page: Page) -> bool:
    """Whether `publish` did it."""
    return Page.objects.filter(pk=page.pk, title="Publié").live().exists()


def revert(client: Client, page: Page) -> HttpResponse:
    """An earlier revision is opened in the editor."""
    args = [page.pk, page.revisions.order_by("pk").first().pk]
    return client.get(reverse("wagtailadmin_pages:revisions_revert", args=args))


def see_revision(client: Client, page: Page) -> HttpResponse:
    """An earlier revision is shown as readers would have seen it."""
    args = [page.pk, page.revisions.order_by("pk").first().pk]
    return client.get(reverse("wagtailadmin_pages:revisions_view", args=args))


def compare(client: Client, page: Page) -> HttpResponse:
    """Two revisions side by side."""
    return client.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    )


# Wagtail's own screens about a page, whichever language it is in.
OF_WAGTAIL = [
    look("edit"),
    look("view_draft"),
    look("history"),
    look("workflow_history"),
    look("usage"),
    look("revert", ask=revert),
    look("revision", ask=see_revision),
    look("compare", ask=compare),
    look("move form", "wagtailadmin_pages:move"),
    look("copy form", "wagtailadmin_pages:copy"),
    look("delete form", "wagtailadmin_pages:delete"),
    look("add below", ask=lambda c, p: c.get(add_below(p))),
    send("unpublish"),
    send("delete"),
    send("copy", _copied),
    send("set_privacy", {"restriction_type": "login"}),
    Deed("move", move),
    Deed("write", write),
    Deed("write and publish", write_and_publish, proof=is_written_and_live),
    Deed("save", save),
    Deed("publish", publish, proof=is_published),
    bulk("unpublish"),
    bulk("delete"),
    bulk("move", lambda page: {"chooser": other_parent(page).pk}),
]


def add_below(page: Page) -> str:
    """The address that offers what can be written beside the page."""
    return reverse("wagtailadmin_pages:add_subpage", args=[page.get_parent().pk])
