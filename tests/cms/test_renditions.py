"""Sizes of pictures: made before a reader comes, never while one waits."""

from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from cms import generation
from cms.management.commands.make_renditions import bar
from cms.models import Rendition
from cms.pictures import PRESETS, all_specs, responsive_picture, share_rendition
from cms.renditions import make, missing
from tests.factories import make_home, make_page, make_picture, publish_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    """A picture of the library with none of its sizes."""
    return make_picture(500, 400)


def work() -> None:
    """What the worker does beside the site."""
    call_command("worker", once=True)


def lacking() -> list[int]:
    """The pictures that lack a size."""
    return [picture.pk for picture, _filters in missing()]


def test_a_new_picture_has_every_size_once_the_worker_has_been_there(picture):
    work()
    made = set(Rendition.objects.values_list("filter_spec", flat=True))
    assert made == set(all_specs())
    assert not DBTaskResult.objects.failed().exists()


def test_a_reader_is_shown_the_original_until_then_and_makes_nothing(picture):
    for preset in PRESETS:
        html = BeautifulSoup(responsive_picture(picture, preset), "html.parser")
        assert html.img["src"] == picture.file.url
        assert (html.img["width"], html.img["height"]) == ("500", "400")
        assert not html.find_all("source")
    assert share_rendition(picture) == picture
    assert not Rendition.objects.exists()


def test_a_page_asked_for_makes_nothing(picture, reader):
    page = make_page(make_home("fr"), picture=picture)
    html = BeautifulSoup(reader.get(page.url).content, "html.parser")
    assert html.find("meta", property="og:image")["content"].endswith(picture.file.url)
    assert html.find("img", src=picture.file.url)
    assert not Rendition.objects.exists()


def test_sizes_that_exist_are_offered_while_others_are_being_made(picture):
    small = f"width-{PRESETS['body'].widths[0]}|format-webp|webpquality-70"
    made = picture.get_rendition(small)
    html = BeautifulSoup(responsive_picture(picture, "body"), "html.parser")
    assert [source["type"] for source in html.find_all("source")] == ["image/webp"]
    assert html.img["src"] == made.url


def test_pages_are_rendered_anew_when_the_sizes_are_there(picture):
    before = generation.current()
    work()
    assert generation.current() != before


def test_a_focal_point_that_moves_has_the_crops_made_again(picture):
    work()
    picture.focal_point_x, picture.focal_point_y = 10, 10
    picture.focal_point_width = picture.focal_point_height = 20
    picture.save()
    assert lacking() == [picture.pk]
    work()
    assert lacking() == []


def test_a_file_that_is_replaced_has_its_sizes_made_again(picture):
    """The form saves the picture first and deletes the sizes of the old file afterwards."""
    work()
    picture.save()
    work()
    picture.renditions.all().delete()
    work()
    assert lacking() == []


def test_sizes_that_are_deleted_are_no_longer_shown_by_kept_pages(picture, committed):
    work()
    before = generation.current()
    with committed():
        picture.renditions.all().delete()
    assert generation.current() != before


def test_publishing_a_page_makes_what_its_pictures_lack(picture):
    DBTaskResult.objects.all().delete()
    page = make_page(make_home("fr"), share_picture=picture)
    publish_again(page)
    assert DBTaskResult.objects.ready().count() == 1
    work()
    assert lacking() == []


def test_publishing_a_page_whose_pictures_are_ready_asks_for_nothing(picture):
    page = make_page(make_home("fr"), share_picture=picture)
    work()
    publish_again(page)
    assert not DBTaskResult.objects.ready().exists()


def test_a_picture_deleted_before_the_worker_comes_is_no_fault(picture):
    picture.delete()
    work()
    assert not DBTaskResult.objects.failed().exists()


def test_the_command_makes_what_is_missing_and_shows_how_far_it_is(picture):
    make_picture(300, 300)
    said = StringIO()
    call_command("make_renditions", stdout=said)
    assert lacking() == []
    assert "2/2, 0 s left" in said.getvalue()
    again = StringIO()
    call_command("make_renditions", stdout=again)
    assert "has all its sizes" in again.getvalue()


def test_a_broken_file_stops_no_other_and_is_said(picture, caplog):
    broken = make_picture(300, 300)
    Path(broken.file.path).write_bytes(b"no picture")
    with pytest.raises(CommandError, match="1 pictures"):
        call_command("make_renditions", stdout=StringIO())
    assert lacking() == [broken.pk]
    assert f"picture {broken.pk} cannot" in caplog.text


def test_a_second_worker_makes_nothing_twice(picture):
    ((same, filters),) = missing()
    assert make(picture, filters)
    assert make(same, filters)
    assert Rendition.objects.count() == len(all_specs())


@pytest.mark.parametrize(
    ("done", "shown"),
    [(1, "[███" + "·" * 27 + "] 1/10, 18 s left"), (10, "[" + "█" * 30 + "] 10/10, 0 s left")],
)
def test_the_bar_says_how_much_is_done_and_left(done, shown):
    assert bar(done, 10, 2.0) == shown
