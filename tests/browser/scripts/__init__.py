"""What the tests ask the page itself: one small script a question, run by the browser."""

from pathlib import Path


def script(name: str) -> str:
    """The script of that name.

    Raises:
        FileNotFoundError: there is none.
    """
    return (Path(__file__).parent / f"{name}.js").read_text()
