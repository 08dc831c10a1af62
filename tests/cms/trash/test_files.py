"""Documents and pictures: deleted with their files, kept out of reach, brought back or erased."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from cms.models import Picture, SiteDocument, TrashEntry
from cms.trash.expiry import empty
from tests.cms.trash.deeds import entry_of, listed, restore
from tests.factories import make_communique, make_document, make_picture

SINGLE = {Picture: "wagtailimages:delete", SiteDocument: "wagtaildocs:delete"}
MANY = {Picture: ["cms", "picture", "delete"], SiteDocument: ["cms", "sitedocument", "delete"]}


@pytest.mark.parametrize("make", [make_picture, make_document])
@pytest.mark.parametrize("many", [False, True])
def test_a_file_goes_and_comes_back(admin, committed, section, make, many):
    one = make()
    shelf = Collection.get_first_root_node().add_child(name="Éducation")
    one.collection = shelf
    one.tags.add("affiche")
    one.save()
    page = make_communique(section, **({"picture": one} if make is make_picture else {}))
    name, content = one.file.name, one.file.read()
    model = type(one)
    address = reverse(SINGLE[model], args=[one.pk])
    if many:
        address = reverse("wagtail_bulk_action", args=MANY[model])
        address += f"?id={one.pk}&next={reverse('trash:index')}"
    assert "corbeille" in admin.get(address).content.decode()
    with committed():
        answer = admin.post(address, follow=True)
    assert "corbeille" in answer.content.decode().split('class="messages"')[1][:2000]
    assert not model.objects.filter(pk=one.pk).exists()
    assert not default_storage.exists(name)
    entry = entry_of(one)
    assert storages["trash"].open(entry.file).read() == content
    assert one.title in listed(admin)

    with committed():
        restore(admin, entry)
    again = model.objects.get(pk=one.pk)
    assert (again.title, again.file.read(), again.collection) == (one.title, content, shelf)
    assert [tag.name for tag in again.tags.all()] == ["affiche"]
    assert not storages["trash"].exists(entry.file)
    if make is make_picture:
        page.refresh_from_db()
        assert page.picture == one


def test_without_its_collection_it_goes_to_the_root(admin, committed):
    document = make_document()
    shelf = Collection.get_first_root_node().add_child(name="Éducation")
    SiteDocument.objects.filter(pk=document.pk).update(collection=shelf)
    admin.post(reverse("wagtaildocs:delete", args=[document.pk]))
    shelf.delete()
    restore(admin, entry_of(document))
    assert SiteDocument.objects.get(pk=document.pk).collection.is_root()


def test_a_lost_file_and_a_command_are_no_reason_to_fail(admin):
    document, picture = make_document(), make_picture()
    default_storage.delete(document.file.name)
    admin.post(reverse("wagtaildocs:delete", args=[document.pk]))
    restore(admin, entry_of(document))
    assert SiteDocument.objects.filter(pk=document.pk).exists()
    picture.delete()
    assert not TrashEntry.objects.exists()


def test_after_thirty_days_it_is_gone_with_its_file(admin, committed):
    old, young = make_document(title="Vieux"), make_document(title="Jeune")
    with committed():
        for document in (old, young):
            admin.post(reverse("wagtaildocs:delete", args=[document.pk]))
    entry = entry_of(old)
    TrashEntry.objects.filter(pk=entry.pk).update(deleted_at=timezone.now() - timedelta(days=30))
    storage = storages["trash"]
    ages_ago, just_now = (
        storage.save(f"{name}/file.txt", ContentFile(b"words")) for name in ("ages-ago", "just-now")
    )
    os.utime(storage.path(ages_ago), (0, 0))
    with committed():
        assert empty() == 1
    kept = (entry_of(young).file, just_now)
    assert [storage.exists(name) for name in (entry.file, ages_ago, *kept)] == [False] * 2 + [
        True
    ] * 2
    assert restore(admin, entry).status_code == 404
