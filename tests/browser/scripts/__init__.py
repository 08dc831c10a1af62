"""What the tests ask the page itself: one small script a question, run by the browser."""

from pathlib import Path


def script(name: str) -> str:
    """The script of that name.

    Raises:
        FileNotFoundError: there is none.
    """
    return (Path(__file__).parent / f"{name}.js").read_text()


def wait_until_laid_out(page) -> None:
    """Waits for what a page lays out in pauses after it was shown.

    Raises:
        playwright.sync_api.TimeoutError: a part is never laid out.
    """
    page.wait_for_function(script("is_laid_out"))
