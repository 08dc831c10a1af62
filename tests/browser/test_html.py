"""The Nu HTML checker finds no error on any page of the site, in any language."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

from tests.served import ServedSite

PARTS_OF_THE_LIST = ("?page=2", "?kind=campaign", "?sector=education&year=2021", "?colour=red")
NOWHERE = "cette-page-n-existe-pas/"


def addresses(site: ServedSite) -> list[str]:
    """Every page of the sitemap, and those that it leaves out on purpose."""
    pages = site.sitemap()
    homes = [path for path in pages if path.count("/") == 2]
    lists = {site.path("communiques", code) for code in ("fr", "ar")}
    prints = [path for path in map(site.print_path, pages) if path]
    assert len(homes) == 7
    assert prints
    return [
        *pages,
        *prints,
        *(home + NOWHERE for home in homes),
        *(path + part for path in lists for part in PARTS_OF_THE_LIST),
    ]


def test_every_page_is_valid_html(site, html_checker, tmp_path):
    files = {}

    def keep(numbered):
        number, path = numbered
        status, body = site.get(path)
        assert status == (404 if path.endswith(NOWHERE) else 200), f"{path} answered {status}"
        file = tmp_path / f"{number}.html"
        file.write_bytes(body)
        files[file.name] = path

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(keep, enumerate(addresses(site))))
    command = ["java", "-jar", str(html_checker), "--errors-only", "--format", "json"]
    done = subprocess.run(
        [*command, str(tmp_path)], capture_output=True, text=True, check=False, timeout=600
    )
    errors = json.loads(done.stderr)["messages"]
    lines = {
        f"{files[error['url'].rsplit('/', 1)[-1]]}:{error.get('lastLine')}: {error['message']}"
        for error in errors
    }
    assert len(files) > 100
    assert sorted(lines) == []
