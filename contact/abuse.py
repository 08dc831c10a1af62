"""Against abuse, without a third party, a puzzle or a list of who was here.

What cannot be read is refused with a clear answer; what is doubtful is kept as suspected spam and
never thrown away. Of a reader's network address only a keyed hash is used (`cms.throttle`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest

from cms import throttle
from contact.sheet import KEY, SALT, STAMP, TRAP

SUSPECTED_FROM = 3
SHORTEST = timedelta(seconds=3)
WINDOW_SECONDS = 600
DAY_SECONDS = 24 * 3600
# A whole workshop may sit behind one address on the day of a strike.
MANY, TOO_MANY = 6, 120
MANY_LINKS, FLOOD_OF_LINKS = 4, 12
REPEATED_TEXT = 3

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_MARKUP = re.compile(r"<a\s|\[url[=\]]|\[link[=\]]", re.IGNORECASE)


@dataclass
class Suspicion:
    """What makes a message doubtful: a score and the reasons for it."""

    score: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, weight: int, reason: str) -> None:
        """Counts a reason."""
        self.score += weight
        self.reasons.append(reason)

    @property
    def is_spam(self) -> bool:
        """Whether the message is to be kept as suspected spam."""
        return self.score >= SUSPECTED_FROM


def is_foreign(request: HttpRequest) -> bool:
    """Whether another site's page sent the form.

    Stands in for a token and its cookie: a public form acts for nobody, so that all there is to
    prevent is that other sites send it by their readers' hands.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc.lower() != request.get_host().lower()


def visits(request: HttpRequest) -> int:
    """How many messages came from the reader's address within ten minutes, this one included."""
    return throttle.count("visits", throttle.client_address(request), WINDOW_SECONDS)


def suspicion(
    request: HttpRequest, texts: Iterable[str], lines: Iterable[str], visits: int
) -> Suspicion:
    """How doubtful a message is.

    Args:
        request: what was sent.
        texts: the long answers.
        lines: the short ones.
        visits: how many messages came from the same network address lately.
    """
    texts, found = list(texts), Suspicion()
    if request.POST.get(TRAP):
        found.add(5, "trap")
    if not request.POST.get(KEY):
        found.add(2, "no key")
    if request.headers.get("Origin") == "null" and "Sec-Fetch-Site" not in request.headers:
        found.add(1, "no origin")
    _judge_time(request, found)
    _judge_words(texts, list(lines), found)
    if visits > MANY:
        found.add(3, "many from one address")
    return found


def _judge_time(request: HttpRequest, found: Suspicion) -> None:
    stamp = request.POST.get(STAMP, "")
    try:
        signing.loads(stamp, salt=SALT)
    except signing.BadSignature:
        found.add(3, "no time")
        return
    try:
        signing.loads(stamp, salt=SALT, max_age=SHORTEST)
    except signing.SignatureExpired:
        return
    found.add(3, "too quick")


def _judge_words(texts: list[str], lines: list[str], found: Suspicion) -> None:
    links = sum(len(_LINK.findall(text)) for text in texts)
    if links >= FLOOD_OF_LINKS:
        found.add(3, "links")
    elif links >= MANY_LINKS:
        found.add(1, "links")
    if any(_LINK.search(line) for line in lines):
        found.add(2, "link in a short answer")
    if any(_MARKUP.search(text) for text in [*texts, *lines]):
        found.add(2, "markup")
    whole = " ".join(" ".join(texts).lower().split())
    words = whole.split()
    if len(words) > 60 and len(set(words)) < len(words) / 8:
        found.add(2, "the same words")
    if len(words) > 5 and throttle.count("texts", whole, DAY_SECONDS) > REPEATED_TEXT:
        found.add(3, "the same text again")
