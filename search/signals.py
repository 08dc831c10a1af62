"""Keeps the index true: what readers can see changes, the index changes in the same transaction.

Connected once, by the application's `ready`.
"""

from django.db.models import ManyToManyField
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import post_page_move

from cms.models import BasePage, SiteDocument
from cms.trash.signals import tree_restored
from cms.visibility import visible
from search.attachments import document_text
from search.indexing import remove, sync, sync_all, sync_tree
from sectors.models import Organisation, Sector, Theme

# What changes what readers see when it is saved by itself (an alias made a page of its own).
_TELLING_FIELDS = frozenset(("alias_of", "alias_of_id", "live", "title"))


def connect() -> None:
    """Listens to pages, restrictions, vocabulary and documents."""
    post_page_move.connect(_page_moved, dispatch_uid="search")
    tree_restored.connect(_tree_restored, dispatch_uid="search")
    post_save.connect(_page_saved, dispatch_uid="search_page")
    pre_delete.connect(_page_deleted, sender=Page, dispatch_uid="search")
    post_save.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="search")
    post_delete.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="search")
    post_save.connect(_document_saved, sender=SiteDocument, dispatch_uid="search")
    for model in (Sector, Theme, Organisation):
        post_save.connect(_vocabulary_changed, sender=model, dispatch_uid="search")
        pre_delete.connect(_vocabulary_leaves, sender=model, dispatch_uid="search")
        post_delete.connect(_vocabulary_left, sender=model, dispatch_uid="search")
    pre_delete.connect(_vocabulary_leaves, sender=SiteDocument, dispatch_uid="search")
    post_delete.connect(_vocabulary_left, sender=SiteDocument, dispatch_uid="search")


def _page_moved(sender, instance, **kwargs):
    sync_tree(instance.path)


def _tree_restored(path, **kwargs):
    sync_tree(path)


def _page_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    """Whatever saves a page: publishing and unpublishing, a copy, a script."""
    if raw or not issubclass(sender, Page):
        return
    if update_fields is None or not _TELLING_FIELDS.isdisjoint(update_fields):
        page = instance if isinstance(instance, BasePage) else instance.specific
        sync(page)


def _page_deleted(sender, instance, **kwargs):
    remove([instance.pk])


def _restriction_changed(sender, instance, **kwargs):
    sync_tree(instance.page.path)


def _document_saved(sender, instance, **kwargs):
    document_text(instance)
    sync_all(_pages_using(instance))


def _vocabulary_changed(sender, instance, **kwargs):
    sync_all(_pages_using(instance))


def _vocabulary_leaves(sender, instance, **kwargs):
    """Remembers the pages while they can still be found by what is deleted."""
    instance.pages_that_used_it = [page.pk for page in _pages_using(instance)]


def _vocabulary_left(sender, instance, **kwargs):
    sync_all(Page.objects.filter(pk__in=instance.pages_that_used_it).specific())


def _pages_using(instance):
    """The visible pages that refer to an object: by a field, a child, a block, many-to-many."""
    references = ReferenceIndex.get_references_to(instance)
    page_type = ReferenceIndex._get_base_content_type(Page)
    ids = {
        int(page_id)
        for page_id in references.filter(base_content_type=page_type).values_list(
            "object_id", flat=True
        )
    }
    for relation in instance._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if isinstance(field, ManyToManyField) and issubclass(field.model, Page):
            using = field.model.objects.filter(**{field.name: instance.pk})
            ids.update(using.values_list("pk", flat=True))
    return visible(Page.objects.filter(pk__in=ids)).specific()
