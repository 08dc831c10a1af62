"""One style sheet instead of thirty: imports put in their place, addresses kept right."""

import re

import pytest
from django.core.management import call_command

from cms.staticfiles import inline_imports


def bundle(**sheets: str) -> str:
    named = {name.replace("__", "/") + ".css": text for name, text in sheets.items()}
    return inline_imports("css/main.css", named.__getitem__)


def test_imports_stand_in_order_each_in_its_layer():
    css = bundle(
        css__main=(
            '@layer a, b;\n@import url("one.css") layer(a);\n@import url("two.css") layer(b);'
        ),
        css__one="p{color:red}",
        css__two="p{color:blue}",
    )
    assert css == "@layer a, b;\n@layer a{p{color:red}}\n@layer b{p{color:blue}}"


def test_an_import_without_layer_stands_bare():
    assert bundle(css__main='@import url("one.css");', css__one="p{}") == "p{}"


def test_imports_inside_imports_are_followed():
    css = bundle(
        css__main='@import url("parts/one.css");',
        css__parts__one='@import url("two.css");',
        css__parts__two="p{}",
    )
    assert css == "p{}"


def test_addresses_are_seen_from_the_new_place():
    css = bundle(
        css__main='@import url("components/one.css") layer(a);',
        css__components__one='a{background:url("../../img/x.svg")} b{background:url("y.png")}',
    )
    assert 'url("../img/x.svg")' in css
    assert 'url("components/y.png")' in css


@pytest.mark.parametrize("address", ["data:image/svg+xml,x", "/static/x.svg", "#mark"])
def test_addresses_that_depend_on_no_folder_are_left_alone(address):
    css = bundle(
        css__main='@import url("parts/one.css");', css__parts__one=f'a{{mask:url("{address}")}}'
    )
    assert f'url("{address}")' in css


def test_a_sheet_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="gone"):
        bundle(css__main='@import url("gone.css");')


def test_the_collected_sheet_keeps_every_space_that_means_below(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "cms.staticfiles.BundledStaticFilesStorage"},
    }
    # Our own files: those of the admin would take most of a minute to compress.
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    (collected,) = (path.read_text() for path in (tmp_path / "css").glob("main.????????????.css"))
    sources = (settings.BASE_DIR / "static" / "css").rglob("*.css")
    below = {
        f"{found[1]} {found[2]}"
        for path in sources
        for found in re.finditer(r"([\w-]+) (:(?:is|where|not|focus-visible)\b)", path.read_text())
    }
    assert "nav :is" in below
    assert {selector for selector in below if selector not in collected} == set()
