"""Whole answers as ready bytes, served before Django is asked, for as long as they are true.

What an anonymous reader gets depends on the address alone: no cookie, no `Vary` but the encoding.
So the bytes that were sent once (plain, gzip, brotli) are sent again until the generation of the
site changes (`cms.generation`), which every change does that a reader could see. After a change
most pages are what they were: a page for which the database answers as it did when it was rendered
is not rendered again (`cms.evidence`). The server's WSGI application is wrapped in it (`cms.wsgi`);
there is nothing to switch on.

Not Django's cache middleware and not wagtail-cache: both run inside Django's handler, unpickle a
response and compress it anew (0.55 to 2.3 ms where this takes some 0.02), and keep pages for a
time, not for as long as they are true.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import brotli
from django.conf import settings

from cms import generation, page_files
from cms.evidence import Evidence, gathered
from cms.page_key import Key, key_of, kinds_of, without_trackers

Headers = list[tuple[str, str]]
# All that is looked at of a request.
Request = tuple[str | None, ...]
# Status, headers and body, as they are sent.
Ready = tuple[str, Headers, list[bytes]]

# What a view leaves in the request's environment where other readers may get the answer too, though
# it tells browsers and proxies to keep nothing.
MAY_BE_SHARED = "cms.page_cache.may_be_shared"
# How many requests are remembered for a moment, and how long they may be together with their
# headers: strangers can write anything there.
MOST_NOTES = 200
MAX_REQUEST = 1000
MAX_ANSWER = 2_000_000
MIN_COMPRESSED = 200
# Nothing is kept longer, so that dates in a page (`security.txt`) move on where nothing else does.
MAX_SECONDS = 3600
# While one reader waits for a page the others get what it was before, but no longer than this.
PATIENCE_SECONDS = 0.5
TEXTUAL = ("text/", "application/xml", "application/atom+xml", "application/manifest+json")
NOT_KEPT = frozenset(("connection", "content-encoding", "content-length", "etag", "vary"))
# What a 304 says (RFC 9110, 15.4.5).
SAID_AGAIN = frozenset(("cache-control", "etag", "surrogate-control", "vary"))
BROTLI_QUALITY = 6
# For what is sent once: nearly the same saving in a third of the time.
GZIP_QUICKLY = 4
FOR_BROWSERS = "public, max-age=0, must-revalidate"
FOR_SHARED_CACHES = "max-age=1"

# How much memory each kind of answer may take in a process, in bytes: strangers can make up
# filters, words and missing pages without end, and push out nothing but their like.
ROOM = {"pages": 48_000_000, "queries": 12_000_000, "searches": 4_000_000, "missing": 4_000_000}


@dataclass(frozen=True)
class Answer:
    """An answer ready to be sent: the bodies by encoding, with their headers."""

    generation: generation.Generation
    stored_at: float
    status: str
    etag: str
    bodies: dict[str, tuple[bytes, Headers]]
    not_modified: Headers
    made_from: Evidence

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return (
            sum(len(body) for body, _headers in self.bodies.values()) + self.made_from.size + 2000
        )

    @property
    def is_young(self) -> bool:
        """Whether it may be sent still, if nothing has changed."""
        return time.monotonic() - self.stored_at < MAX_SECONDS


class Shelf:
    """The answers of one kind, the longest unused thrown out when room is short.

    Args:
        room: bytes that they may take together.
    """

    def __init__(self, room: int):
        self.room, self.taken = room, 0
        self.answers: OrderedDict[Key, Answer] = OrderedDict()
        self.lock = threading.Lock()

    def put(self, key: Key, answer: Answer) -> None:
        """Keeps an answer."""
        with self.lock:
            old = self.answers.pop(key, None)
            self.taken += answer.size - (old.size if old else 0)
            self.answers[key] = answer
            while self.taken > self.room and self.answers:
                _key, oldest = self.answers.popitem(last=False)
                self.taken -= oldest.size

    def get(self, key: Key) -> Answer | None:
        """The answer kept, whatever its generation."""
        try:
            # No lock, for which all readers would wait: each is one step of the interpreter.
            self.answers.move_to_end(key)
            return self.answers[key]
        except KeyError:
            return None


class PageCache:
    """A WSGI application that answers from memory what it can, and hands on the rest.

    Args:
        application: Django's.
    """

    def __init__(self, application: Callable):
        self.application = application
        self.shelves = {kind: Shelf(room) for kind, room in ROOM.items()}
        self.being_rendered: dict[Key, tuple[generation.Generation, float]] = {}
        self.moment = generation.Moment((0, 0))

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Answers a request (PEP 3333): as a moment ago, from what is kept, or by asking Django.

        A page that many read at once takes the first way, which is kept short on purpose: few steps
        hold up few other threads. What an answer depends on is named here and in `cms.page_key`.
        """
        get = environ.get
        request = (
            environ["REQUEST_METHOD"],
            environ["wsgi.url_scheme"],
            get("HTTP_X_FORWARDED_PROTO"),
            get("HTTP_HOST"),
            get("PATH_INFO"),
            get("QUERY_STRING"),
            get("HTTP_ACCEPT_ENCODING"),
            get("HTTP_IF_NONE_MATCH"),
            get("HTTP_COOKIE"),
        )
        moment = self.moment
        ready = moment.notes.get(request)
        if ready is not None and moment.lasts():
            status, headers, parts = ready
            start_response(status, headers)
            return parts
        return self._answer(request, environ, start_response)

    def _answer(self, request: Request, environ, start_response) -> Iterable[bytes]:
        if query := environ.get("QUERY_STRING"):
            environ["QUERY_STRING"] = without_trackers(query)
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        now = generation.current()
        kept = self._find(key)
        fresh = kept and kept.generation == now and kept.is_young
        if fresh:
            self._note(request, now, ready_for(kept, environ))
        if kept and (fresh or self._is_being_rendered(key, now)):
            return send(kept, environ, start_response)
        self.being_rendered[key] = now, time.monotonic()
        try:
            if kept and kept.is_young and kept.made_from.still_holds(now):
                kept = replace(kept, generation=now)
                self._keep(key, kept)
                return send(kept, environ, start_response)
            return self._render(key, now, environ, start_response)
        finally:
            self.being_rendered.pop(key, None)

    def _note(self, request: Request, now: generation.Generation, ready: Ready) -> None:
        """Sends the same to the same request for as long as the moment lasts."""
        moment = self.moment
        if not moment.lasts():
            moment = self.moment = generation.Moment(now)
        length = sum(map(len, filter(None, request)))
        if moment.generation == now and len(moment.notes) < MOST_NOTES and length < MAX_REQUEST:
            moment.notes[request] = ready

    def _is_being_rendered(self, key: Key, now: generation.Generation) -> bool:
        """Whether another reader has begun to wait for the page as it is now, and not long ago."""
        generation_of, since = self.being_rendered.get(key, (None, 0.0))
        return generation_of == now and time.monotonic() - since < PATIENCE_SECONDS

    def _find(self, key: Key) -> Answer | None:
        for kind in kinds_of(key):
            if answer := self.shelves[kind].get(key):
                return answer
        return None

    def _render(self, key, now, environ, start_response) -> list[bytes]:
        """Asks Django for the plain answer, keeps it where it may be kept, and sends it.

        `now` was read before: what changes meanwhile makes the answer old at once.
        """
        asked = {k: v for k, v in environ.items() if k not in _CONDITIONS} | _PLAIN
        with gathered() as made_from:
            status, headers, body = collect(self.application, asked)
        if not may_be_kept(status, headers, body, shared=asked.get(MAY_BE_SHARED, False)):
            return _pass_on(status, headers, body, environ, start_response)
        answer = pack(now, status, headers, body, made_from)
        self._keep(key, answer)
        return send(answer, environ, start_response)

    def _keep(self, key: Key, answer: Answer) -> None:
        kind = kinds_of(key)[0 if answer.status.startswith("200") else -1]
        self.shelves[kind].put(key, answer)
        if kind == "pages" and settings.PAGE_FILES:
            page_files.write(key, answer.generation, answer.bodies)


_PLAIN = {"REQUEST_METHOD": "GET"}
_CONDITIONS = frozenset(
    ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")
)


def collect(application: Callable, environ: dict) -> tuple[str, Headers, bytes]:
    """The whole answer of a WSGI application."""
    said: list = []
    written: list[bytes] = []

    def start_response(status, headers, exc_info=None):
        said[:] = [status, headers]
        return written.append

    parts = application(environ, start_response)
    try:
        body = b"".join([*written, *parts])
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return said[0], said[1], body


def may_be_kept(status: str, headers: Headers, body: bytes, *, shared: bool = False) -> bool:
    """Whether everybody who asks for the address may get this answer.

    Args:
        status: its status line.
        headers: its headers.
        body: its plain bytes.
        shared: the view says so (`MAY_BE_SHARED`), whatever it tells browsers.
    """
    named = {name.lower(): value for name, value in headers}
    control = named.get("cache-control", "")
    vary = {part.strip().lower() for part in named.get("vary", "").split(",")}
    return (
        status[:3] in ("200", "404")
        and "set-cookie" not in named
        and (shared or not any(word in control for word in ("no-store", "private", "no-cache")))
        and vary <= {"", "accept-encoding"}
        and named.get("content-type", "").startswith(TEXTUAL)
        and len(body) <= MAX_ANSWER
    )


def pack(
    now: generation.Generation, status: str, headers: Headers, body: bytes, made_from: Evidence
) -> Answer:
    """The answer in every encoding, with its headers made once."""
    said = {name.lower() for name, _value in headers}
    common = [(name, value) for name, value in headers if name.lower() not in NOT_KEPT]
    # A browser goes on with the headers that it has: it must get others with the same page too.
    known = hashlib.md5(repr(common).encode() + body, usedforsecurity=False).hexdigest()
    etag = f'W/"{known}"'
    common += [("ETag", etag), ("Vary", "Accept-Encoding")]
    if "cache-control" not in said:
        common += [("Cache-Control", FOR_BROWSERS), ("Surrogate-Control", FOR_SHARED_CACHES)]
    encoded = {
        "br": brotli.compress(body, quality=BROTLI_QUALITY),
        "gzip": gzip.compress(body, mtime=0),
        "": body,
    }
    bodies = {}
    for encoding, content in encoded.items():
        named = [("Content-Encoding", encoding)] if encoding else []
        bodies[encoding] = content, [*common, *named, ("Content-Length", str(len(content)))]
    not_modified = [pair for pair in common if pair[0].lower() in SAID_AGAIN]
    return Answer(now, time.monotonic(), status, etag, bodies, not_modified, made_from)


def ready_for(answer: Answer, environ: dict) -> Ready:
    """What the reader does not have yet, in the best encoding that the browser reads.

    A list, which granian sends in one piece: anything else it would iterate over, chunk by chunk.
    """
    if answer.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return "304 Not Modified", answer.not_modified, []
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    body, headers = answer.bodies[encoding]
    return answer.status, headers, [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def send(answer: Answer, environ: dict, start_response: Callable) -> list[bytes]:
    """Sends an answer (PEP 3333)."""
    status, headers, parts = ready_for(answer, environ)
    start_response(status, headers)
    return parts


def _pass_on(status, headers, body, environ, start_response) -> list[bytes]:
    """Sends an answer that is not kept, compressed if it is a text."""
    named = {name.lower(): value for name, value in headers}
    textual = named.get("content-type", "").startswith((*TEXTUAL, "application/json"))
    if textual and len(body) > MIN_COMPRESSED and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = gzip.compress(body, GZIP_QUICKLY, mtime=0)
        headers = [pair for pair in headers if pair[0].lower() != "content-length"]
        headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
        headers += [] if "vary" in named else [("Vary", "Accept-Encoding")]
    start_response(status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
