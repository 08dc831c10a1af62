"""The pictures of the texts, the list of what is photographed and the files are the same."""

import sys

import pytest
from django.core.management import CommandError, call_command
from django.urls import get_resolver
from PIL import Image

from help.drawing.camera import HEAVIEST
from help.drawing.pictures import PICTURES_BY_NAME
from help.drawing.scenes import FACTS
from help.tasks import PICTURES, tasks_in

ALL_TOGETHER = 1_500_000  # bytes
WIDEST = 1280  # px
SHOWN = {picture.name for task in tasks_in("fr").values() for picture in task.pictures}
FILES = {path.stem: path for path in PICTURES.iterdir()}


def test_texts_list_and_files_name_the_same_pictures():
    assert set(PICTURES_BY_NAME) == SHOWN
    assert set(FILES) == SHOWN


def test_pictures_are_light():
    sizes = {name: path.stat().st_size for name, path in FILES.items()}
    assert {name: size for name, size in sizes.items() if size > HEAVIEST} == {}
    assert sum(sizes.values()) <= ALL_TOGETHER


def test_pictures_are_webp_and_fit_a_screen():
    for name, path in FILES.items():
        with Image.open(path) as picture:
            assert picture.format == "WEBP", name
            assert picture.width <= WIDEST, name


@pytest.mark.parametrize("shot", PICTURES_BY_NAME.values(), ids=PICTURES_BY_NAME)
def test_the_screen_of_a_picture_exists(shot):
    names = get_resolver()
    for part in shot.screen.name.split(":")[:-1]:
        names = names.namespace_dict[part][1]
    forms = names.reverse_dict.getlist(shot.screen.name.rpartition(":")[2])
    numbers = {len(arguments) for form in forms for _path, arguments in form[0]}
    assert len(shot.screen.arguments) in numbers


def test_every_fact_is_photographed():
    used = {one for shot in PICTURES_BY_NAME.values() for one in shot.screen.arguments}
    assert set(FACTS) <= used


def test_the_command_says_what_is_missing(monkeypatch, db, settings, tmp_path):
    with pytest.raises(CommandError, match="No picture is called nothing"):
        call_command("draw_help", "nothing")
    settings.DEMO_CONTENT_ALLOWED = False
    with pytest.raises(CommandError, match="refuse"):
        call_command("draw_help", folder=tmp_path)


def test_without_playwright_the_camera_says_so(monkeypatch):
    from help.drawing.camera import NotDrawnError, opened

    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(NotDrawnError, match="Playwright is missing"), opened("http://x", {}):
        pass


def test_no_picture_shows_a_member_who_is_not_the_demos():
    members = {"admin", "coordination", "moderation", "redaction", "traduction", "messagerie"}
    assert {shot.member for shot in PICTURES_BY_NAME.values()} <= members
