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
# A communiqué beside its pictures, bytes and requests: its faces are two thirds of it, and Arabic
# has figures and punctuation in files of their own.
COMMUNIQUE = {"fr": (74 * KB, 6), "ar": (78 * KB, 8)}
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


@pytest.mark.parametrize("language", COMMUNIQUE)
def test_a_communique_is_light_without_its_pictures(language, site, new_reader):
    page = new_reader()
    page.route("**/media/**", lambda route: route.abort())
    traffic = record(page)
    page.goto(site.path("communique", language), wait_until="networkidle")
    traffic.answers = {key: one for key, one in traffic.answers.items() if one["bytes"]}
    most_bytes, most_requests = COMMUNIQUE[language]
    assert traffic.bytes <= most_bytes, f"{traffic.bytes:.0f}\n{traffic.listing()}"
    assert len(traffic.answers) <= most_requests, traffic.listing()


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
