"""How long a title and a summary should be, and the counter under the field that says so.

A limit would stop somebody in the middle of a word; advice does not. What is typed is counted by
`static/js/admin/advised-length.js`, which tells screen readers when the writer pauses.
"""

from django.utils.translation import gettext_lazy as _

# What link previews show before they cut, and what still fits on a poster's head.
TITLE_LENGTH = 90
SUMMARY_LENGTH = 240
SEARCH_DESCRIPTION_LENGTH = 160


def counted(advised: int, controllers: str = "") -> dict:
    """The attributes of a text field that counts.

    Args:
        advised: the number of characters that is good.
        controllers: Stimulus controllers that the widget already has.
    """
    prefix = "data-advised-length"
    return {
        "data-controller": f"{controllers} advised-length".strip(),
        f"{prefix}-advised-value": advised,
        f"{prefix}-within-value": _("{used} characters of the {advised} advised"),
        f"{prefix}-over-value": _(
            "{used} characters, {advised} are advised: lists and shared links cut the end off"
        ),
    }
