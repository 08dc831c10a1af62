"""The form of communiqués and dossiers, with what can be known filled in beforehand.

The sector is that of the section one writes in; the signatories are those who usually sign there;
a paragraph waits for the first words.
"""

from collections import Counter

from wagtail.blocks import StreamBlock
from wagtail.models import Page

from cms.editing.forms import PageForm

_RECENT = 10


class PublicationForm(PageForm):
    """A page's form that begins with sensible values."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.parent_page and self.instance.pk is None:
            self.initial.update(self._usual_values())
        if "body" in self.fields and not self.instance.body:
            self.initial["body"] = begun(self.fields["body"].block)

    def _usual_values(self) -> dict:
        values, parent = {}, self.parent_page.specific
        if sector := getattr(parent, "sector", None):
            values["sectors"] = [sector]
        if "signatories" in self.fields:
            values["signatories"] = usual_signatories(type(self.instance), parent)
        return values


def begun(stream: StreamBlock):
    """A text that begins with an empty paragraph to write in.

    Args:
        stream: the blocks of the text, of which one is `paragraph`.
    """
    return stream.to_python([{"type": "paragraph", "value": ""}])


def usual_signatories(model: type[Page], parent: Page) -> list:
    """The organisations that sign most of the last texts under a page, or of the whole language.

    Args:
        model: the page type, which has signatories.
        parent: where the new text will stand.
    """
    texts = model.objects.filter(locale=parent.locale).order_by("-date", "-pk")
    below = texts.filter(path__startswith=parent.path)
    recent = list((below if below.exists() else texts).values_list("pk", flat=True)[:_RECENT])
    signed = model.objects.filter(pk__in=recent).prefetch_related("signatories")
    counts = Counter(each for text in signed for each in text.signatories.all())
    return [each for each, count in counts.items() if 2 * count > len(recent)]
