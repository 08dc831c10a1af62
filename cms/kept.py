"""Text that is made once for the same facts: the frame's parts, set texts, pieces of lists.

`{% kept fact … %}` encloses what a template shows of those facts alone, set by the rules of the
language (`cms.typography`). What is kept is true by its key, which holds everything that the text
is made from, so nothing has to be invalidated; what depends on more than its facts (menus, the
site's words) has `cms.remembered.era` among them. What readers type is never a fact. One memory a
process, bounded in bytes, the longest unused out.
"""

import json
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Hashable

from django.template import Node
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Site

from cms.typography import typeset_html

# The context variable in which `{% typeset %}` collects what is set already, and the comment that
# stands for it meanwhile, which nobody else can write.
SET = "already set"
_SECRET = secrets.token_hex(8)
_PLACE = re.compile(f"<!--{_SECRET} ([0-9]+)-->")
ROOM = 24_000_000
# What a key takes, about: the facts are mostly strings that others hold too.
KEY_BYTES = 600


class Memory:
    """Texts by their facts.

    Args:
        room: bytes that they may take together.
    """

    def __init__(self, room: int):
        self.room, self.taken = room, 0
        self.texts: OrderedDict[Hashable, str] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable) -> str | None:
        """The text, or None."""
        with self.lock:
            text = self.texts.get(key)
            if text is not None:
                self.texts.move_to_end(key)
            return text

    def put(self, key: Hashable, text: str) -> None:
        """Keeps a text."""
        with self.lock:
            if key not in self.texts:
                self.texts[key] = text
                self.taken += _size(text)
            while self.taken > self.room:
                self.taken -= _size(self.texts.popitem(last=False)[1])


def _size(text: str) -> int:
    """Bytes of memory, about; most texts are Latin."""
    return len(text) + KEY_BYTES


memory = Memory(ROOM)


class KeptNode(Node):
    """The `{% kept %}` tag.

    Args:
        facts: what the enclosed depends on beside the language and the addresses of the site.
        nodes: the enclosed.
    """

    child_nodelists = ("nodes",)

    def __init__(self, facts, nodes):
        self.facts, self.nodes = facts, nodes

    def render(self, context) -> SafeString:
        """The enclosed; as it was made before, unless one of the facts is None."""
        facts = tuple(fact.resolve(context) for fact in self.facts)
        if None in facts:
            return self.nodes.render(context)
        site = Site.find_for_request(context["request"])
        roots = tuple(Site.get_site_root_paths())
        key = self, get_language(), site and site.pk, roots, facts
        text = memory.get(key)
        if text is None:
            with context.push(**{SET: None}):
                text = typeset_html(self.nodes.render(context), get_language())
            memory.put(key, text)
        already_set = context.get(SET)
        if already_set is None:
            return SafeString(text)
        already_set.append(text)
        return SafeString(f"<!--{_SECRET} {len(already_set) - 1}-->")


def put_back(html: str, already_set: list[str]) -> str:
    """The fragment, with the texts that were set before in the places that were left for them."""
    return _PLACE.sub(lambda place: already_set[int(place[1])], html)


def kept_tag(parser, token) -> KeptNode:
    """Compiles `{% kept fact … %}…{% endkept %}`."""
    facts = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodes = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(facts, nodes)


def facts(shown) -> Hashable:
    """What a page of a list (`BasePage.facts`) or a block of a text shows, to know it again.

    None, which is never kept, for a block that names pages, pictures or documents: it shows more
    than is written in it.
    """
    if not isinstance(shown, StreamValue.StreamChild):
        return shown.facts
    if next(iter(shown.block.extract_references(shown.value)), None):
        return None
    return shown.block_type, json.dumps(shown.get_prep_value()["value"])
