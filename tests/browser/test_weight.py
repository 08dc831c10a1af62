"""What a first visit costs a reader: bytes, requests, and nothing that tells anybody else."""

import gzip
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.served import LANGUAGES, PAGE_TYPES, ROOT

KB = 1000
FIRST_VIEW_BYTES = 150 * KB
FIRST_VIEW_REQUESTS = 15
COMMUNIQUE_BYTES = 60 * KB
COMMUNIQUE_REQUESTS = 6
HTML_AND_CSS_BYTES = 30 * KB
JAVASCRIPT_BYTES = 6 * KB


@dataclass
class Traffic:
    """What went over the wire: `answers` maps a request's id to its address, type and bytes."""

    answers: dict[str, dict] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """Everything received, heads included."""
        return sum(one["bytes"] for one in self.answers.values())

    def listing(self) -> str:
        """One line a request, heaviest first."""
        rows = sorted(self.answers.values(), key=lambda one: -one["bytes"])
        return "\n".join(f"{one['bytes']:8.0f} {one['type']:10} {one['url']}" for one in rows)


def record(page) -> Traffic:
    """Listens to everything that the page asks for from now on, with an empty cache."""
    traffic = Traffic()
    wire = page.context.new_cdp_session(page)

    def asked(event):
        if not event["request"]["url"].startswith("data:"):
            one = {"url": event["request"]["url"], "type": event.get("type", ""), "bytes": 0}
            traffic.answers[event["requestId"]] = one

    def finished(event):
        if event["requestId"] in traffic.answers:
            traffic.answers[event["requestId"]]["bytes"] = event["encodedDataLength"]

    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", finished)
    wire.send("Network.enable")
    return traffic


@pytest.mark.parametrize("pixel_ratio", [1, 2, 3])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_is_light_on_a_phone(language, pixel_ratio, site, new_reader):
    page = new_reader(device_scale_factor=pixel_ratio)
    traffic = record(page)
    page.goto(site.path("home", language), wait_until="networkidle")
    assert any(one["type"] == "Font" for one in traffic.answers.values())
    assert any(one["type"] == "Image" for one in traffic.answers.values())
    assert len(traffic.answers) <= FIRST_VIEW_REQUESTS, traffic.listing()
    assert traffic.bytes <= FIRST_VIEW_BYTES, f"{traffic.bytes:.0f}\n{traffic.listing()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_communique_is_light_without_its_pictures(language, site, new_reader):
    page = new_reader()
    page.route("**/media/**", lambda route: route.abort())
    traffic = record(page)
    page.goto(site.path("communique", language), wait_until="networkidle")
    traffic.answers = {key: one for key, one in traffic.answers.items() if one["bytes"]}
    assert traffic.bytes <= COMMUNIQUE_BYTES, f"{traffic.bytes:.0f}\n{traffic.listing()}"
    assert len(traffic.answers) <= COMMUNIQUE_REQUESTS, traffic.listing()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_type", [one for one in PAGE_TYPES if one != "dossier print"])
def test_a_first_view_fetches_one_font_and_preloads_it(page_type, language, site, new_reader):
    """Both faces are in it; italics are fetched where there are some.

    A dossier shows in an Arabic page what it has in other languages: on one sheet at once, else
    below the first screen, which the script lays out later.
    """
    page = new_reader()
    page.route("**/static/js/**", lambda route: route.abort())
    traffic = record(page)
    page.goto(site.path(page_type, language), wait_until="networkidle")
    preloaded = page.evaluate(
        "[...document.querySelectorAll('link[rel=preload][as=font]')].map(one => one.href)"
    )
    fetched = {one["url"] for one in traffic.answers.values() if one["type"] == "Font"}
    assert len(preloaded) == 1
    assert {url for url in fetched if "union-italic" not in url} == set(preloaded)


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Technicien·nes : à l’unité"), ("ar", "«النقابة: لنا جميعًا»")]
)
def test_one_font_holds_the_face_for_titles_and_the_one_for_reading(
    language, words, site, new_reader
):
    page = new_reader()
    page.goto(site.path("communique", language), wait_until="networkidle")
    wide, narrow, missing = page.evaluate(
        """words => {
            const pen = document.createElement("canvas").getContext("2d");
            const style = getComputedStyle(document.documentElement);
            return ["--text", "--display", "--none"].map(name => {
                const family = style.getPropertyValue(name).split(",")[0];
                pen.font = `600 100px ${family || "'nothing of the kind'"}`;
                return pen.measureText(words).width;
            });
        }""",
        words,
    )
    assert len({round(wide), round(narrow), round(missing)}) == 3


def test_html_and_style_of_every_page_type_are_small(site):
    css = sum(len(gzip.compress(site.get(path)[1])) for path in stylesheets(site))
    sizes = {
        page_type: len(gzip.compress(site.get(site.path(page_type, "fr"))[1])) + css
        for page_type in PAGE_TYPES
        # A whole dossier on one sheet is long because it was asked to be.
        if page_type != "dossier print"
    }
    assert {page_type: size for page_type, size in sizes.items() if size > HTML_AND_CSS_BYTES} == {}


def stylesheets(site) -> set[str]:
    """The style sheets that the front page names."""
    html = site.text(site.path("home", "fr"))
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    assert links
    return set(links)


def test_all_javascript_together_is_small(site):
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert scripts
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in scripts}
    assert sum(sizes.values()) <= JAVASCRIPT_BYTES, sizes


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_asks_another_host_or_leaves_a_cookie(language, site, new_reader):
    page = new_reader()
    traffic = record(page)
    for page_type in PAGE_TYPES:
        page.goto(site.path(page_type, language), wait_until="networkidle")
        page.mouse.wheel(0, 20_000)
        page.wait_for_load_state("networkidle")
        assert page.context.cookies() == [], page_type
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, page_type
    asked = [one["url"] for one in traffic.answers.values()]
    assert len(asked) > len(PAGE_TYPES)
    assert [url for url in asked if not url.startswith(site.address + "/")] == []


def test_no_page_complains_in_the_console(site, new_reader):
    page = new_reader()
    complaints = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    for page_type in PAGE_TYPES:
        page.goto(site.path(page_type, "fr"), wait_until="networkidle")
    missing = [text for text in complaints if "404 (Not Found)" in text]
    assert len(missing) == 1
    assert [text for text in complaints if text not in missing] == []


def test_a_link_is_fetched_as_soon_as_it_is_pressed(site, new_reader):
    page = new_reader(1280)
    page.goto(site.path("home", "fr"), wait_until="networkidle")
    wire = page.context.new_cdp_session(page)
    asked = []
    wire.on("Preload.prefetchStatusUpdated", lambda event: asked.append(event["prefetchUrl"]))
    wire.send("Preload.enable")
    link = page.locator("main a[href^='/fr/']:visible").first
    link.hover()
    page.wait_for_timeout(300)
    assert asked == [], "a reader who only points at a link has asked for nothing"
    page.mouse.down()
    for _tenth in range(100):
        if asked:
            break
        page.wait_for_timeout(100)
    assert {urlsplit(address).path for address in asked} == {link.get_attribute("href")}
