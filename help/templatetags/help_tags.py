"""What the admin's templates take from the guide: marked texts, pictures, the link of a screen."""

from functools import cache

from django import template
from PIL import Image

from help.markup import to_html, to_plain_text
from help.screens import task_for
from help.tasks import PICTURES

register = template.Library()
register.filter("marked", to_html)
register.filter("plain", to_plain_text)


@cache
def _size(name: str) -> tuple[int, int]:
    with Image.open(PICTURES / f"{name}.webp") as picture:
        return picture.size


@register.inclusion_tag("help/picture.html")
def help_picture(picture):
    """A picture of the guide, at its size; it opens whole."""
    width, height = _size(picture.name)
    return {
        "address": f"help/{picture.name}.webp",
        "alt": picture.alt,
        "width": width,
        "height": height,
    }


@register.inclusion_tag("help/link.html", takes_context=True)
def help_link(context):
    """The link to the task that explains this screen; nothing where no task does."""
    # Headers are included with `only`: the request is in the context, not among its variables.
    request = getattr(context, "request", None)
    return {"task": task_for(request) if request else None}
