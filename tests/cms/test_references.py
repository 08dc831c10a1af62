"""What a text names is found in what is stored, as Wagtail finds it in what it makes of that."""

import pytest
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.models import BasePage, Picture, SiteDocument
from cms.references import ids_of, named_in_page
from tests import factories

pytestmark = pytest.mark.django_db


def found_by_wagtail(page) -> set:
    return {
        (model, int(pk))
        for field in page._meta.concrete_fields
        if isinstance(field, StreamField | RichTextField)
        for model, pk, *_path in field.extract_references(field.value_from_object(page))
    }


def again(page):
    return type(page).objects.get(pk=page.pk)


@pytest.mark.demo
@pytest.mark.usefixtures("demo")
def test_on_every_page_of_the_demonstration_the_same_is_found():
    pages = [p for p in Page.objects.specific() if isinstance(p, BasePage)]
    named = {page: named_in_page(page) for page in pages}
    assert named == {page: found_by_wagtail(page) for page in pages}
    everything = set().union(*named.values())
    assert all(ids_of(model, everything) for model in (Page, SiteDocument, Picture))


def test_in_every_kind_of_block_the_same_is_found():
    home = factories.make_home("fr")
    picture, document = factories.make_picture(40, 30), factories.make_document()
    body = [
        ("paragraph", factories.link_to(home)),
        ("picture", {"image": picture, "caption": ""}),
        ("documents", {"title": "", "items": [document]}),
        ("pages", {"title": "", "items": [home]}),
        ("action", {"label": "Lire", "page": home, "url": ""}),
    ]
    page = factories.make_page(home, body=body)
    expected = {(Page, home.pk), (Picture, picture.pk), (SiteDocument, document.pk)}
    for read in (page, again(page)):
        assert named_in_page(read) == found_by_wagtail(read) == expected


def test_what_was_deleted_is_named_still_and_breaks_nothing(reader):
    home = factories.make_home("fr")
    document, picture = factories.make_document(), factories.make_picture(40, 30)
    body = [
        ("documents", {"title": "Liste", "items": [document]}),
        ("picture", {"image": picture, "caption": "Ici"}),
    ]
    page = factories.make_page(home, body=body)
    type(document).objects.filter(pk=document.pk).delete()
    type(picture).objects.filter(pk=picture.pk).delete()
    assert ids_of(SiteDocument, named_in_page(again(page))) == {document.pk}
    assert reader.get(page.url).status_code == 200
