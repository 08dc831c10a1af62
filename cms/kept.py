"""Text that is made once for the same facts: the frame's parts, set texts, pieces of lists.

`{% kept fact … %}` encloses what a template shows of those facts alone, set by the rules of the
language (`cms.typography`); `{% stream text %}` shows the blocks of a text, each a fact by itself.
What is kept is true by its key, which holds everything that the text is made from, so nothing has
to be invalidated; what depends on more than its facts (menus, the site's words) has
`cms.remembered.era` among them. What readers type is never a fact. One memory a process, bounded in
bytes, the longest unused out.
"""

import json
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b

from django.template import Node
from django.template.base import token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from cms import named_files, pictures, translations
from cms.models import Picture
from cms.references import ids_of, named_in_block
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
        return _made_once(context, (self, facts), lambda: self.nodes.render(context))


class StreamNode(Node):
    """The `{% stream %}` tag: the blocks of a text, which are not even read where they are known.

    Args:
        stream: the text.
        options: what the blocks' templates are told, beside `block_id`.
    """

    def __init__(self, stream, options: dict):
        self.stream, self.options = stream, options

    def render(self, context) -> SafeString:
        """The blocks, one after the other."""
        stream = self.stream.resolve(context)
        options = {name: value.resolve(context) for name, value in self.options.items()}
        blocks = (self._block(context, stream, place, options) for place in range(len(stream)))
        return SafeString("".join(blocks))

    def _block(self, context, stream, place: int, options: dict) -> str:
        def make() -> str:
            block = stream[place]
            return block.render_as_block({**context.flatten(), **options, "block_id": block.id})

        shown = all_that_it_shows(stream, place)
        return _made_once(context, (self, shown), make) if shown else make()


def _made_once(context, key: tuple, make: Callable[[], str]) -> SafeString:
    """A text set by the rules of the language, made where it is not known by its key.

    Args:
        context: the template's.
        key: the node, and what its text is made from beside the language and the sites' addresses.
        make: makes the text, not set yet.
    """
    language = get_language()
    site = Site.find_for_request(context["request"])
    # Feeds and previews name no language of theirs to compare with: they name every language.
    compared = context.get("language_code")
    whole_key = *key, language, compared, site and site.pk, tuple(Site.get_site_root_paths())
    text = memory.get(whole_key)
    if text is None:
        with context.push(**{SET: None}):
            text = typeset_html(make(), language)
        memory.put(whole_key, text)
    already_set = context.get(SET)
    if already_set is None:
        return SafeString(text)
    already_set.append(text)
    return SafeString(f"<!--{_SECRET} {len(already_set) - 1}-->")


def all_that_it_shows(stream: StreamValue, place: int) -> tuple | None:
    """What a block shows, to know it again: a digest of it as stored, what it shows of others.

    None where one of these is not known (`cms.named_files`).
    """
    stored = stream.raw_data[place]
    named = {*named_in_block(stream.stream_block.child_blocks[stored["type"]], stored["value"])}
    files = [named_files.known(*one) for one in named if not issubclass(one[0], Page)]
    if None in files:
        return None
    pages = translations.versions(ids_of(Page, named))
    links = ((pk, p.url_path, p.title, p.locale.language_code) for pk, p in pages.items())
    # A chapter may be as long as what is made of it.
    written = blake2b(json.dumps(stored).encode(), digest_size=16).digest()
    return written, tuple(map(_facts_of_file, files)), tuple(links)


def _facts_of_file(file) -> tuple:
    if isinstance(file, Picture):
        return file.pk, file.title, file.credit, pictures.facts_of(file)
    return file.facts


def put_back(html: str, already_set: list[str]) -> str:
    """The fragment, with the texts that were set before in the places that were left for them."""
    return _PLACE.sub(lambda place: already_set[int(place[1])], html)


def kept_tag(parser, token) -> KeptNode:
    """Compiles `{% kept fact … %}…{% endkept %}`."""
    facts = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodes = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(facts, nodes)


def stream_tag(parser, token) -> StreamNode:
    """Compiles `{% stream text option=value … %}`."""
    _name, stream, *options = token.split_contents()
    return StreamNode(parser.compile_filter(stream), token_kwargs(options, parser))
