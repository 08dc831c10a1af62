"""What something was made from: the questions that were asked of the database, and its answers.

A page is a function of its address and of what the database answers. So a page that was rendered
before some change elsewhere is the same after it where the same questions are answered by the same
rows: to ask them takes a tenth of rendering (`cms.page_cache`). Rows are noted as they are read, so
that evidence never speaks of others than those that were used.

What a process remembers (`cms.remembered`) keeps its own evidence and hands it on to whoever uses
it. Whatever else rendering reads must follow from what is asked: nothing may be kept in a process
beside these two, and what depends on the hour has the hour among its questions.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from django.db import Error, connection

from cms import generation

# A statement and its parameters.
Question = tuple[str, tuple | None]

_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b")
# What a question takes in memory, about; statements are shared.
QUESTION_BYTES = 400


class Evidence:
    """Questions with digests of their answers; `whole` says whether they are all that matters."""

    def __init__(self):
        self.digests: dict[Question, bytes] = {}
        self.whole = True

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return QUESTION_BYTES * len(self.digests)

    def add(self, question: Question, digest: bytes) -> None:
        """Notes an answer; two different ones to one question are none."""
        if self.digests.setdefault(question, digest) != digest:
            self.whole = False

    def rely_on(self, other: "Evidence") -> None:
        """Notes all that something remembered was made from."""
        self.whole = self.whole and other.whole
        for question, digest in other.digests.items():
            self.add(question, digest)

    def still_holds(self, now: generation.Generation) -> bool:
        """Whether the database answers every question as it did.

        Args:
            now: the generation that was read before: each question is asked once in it.
        """
        if not self.whole:
            return False
        try:
            return all(_answers.digest(each, now) == known for each, known in self.digests.items())
        except Error:
            return False
        finally:
            # As at the end of a request: outside of one nobody else would.
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()

    def __call__(self, execute, sql, parameters, many, context):
        """Notes a statement as it is executed (Django's `execute_wrapper`)."""
        cursor = context["cursor"]
        if isinstance(cursor.cursor, _ReadRows):
            cursor.cursor = cursor.cursor.original
        result = execute(sql, parameters, many, context)
        if sql == generation.ASK_NUMBER:
            return result
        if many or not _only_reads(sql):
            self.whole = False
            return result
        if not isinstance(cursor.cursor, _ReadRows):
            cursor.cursor = _ReadRows(cursor.cursor)
        try:
            question = sys.intern(sql), parameters if parameters is None else tuple(parameters)
            self.add(question, cursor.cursor.digest)
        except TypeError:  # a parameter that cannot be compared
            self.whole = False
        return result


class _ReadRows:
    """A cursor whose rows have been read and are handed out again."""

    def __init__(self, original):
        self.original = original
        rows = original.fetchall()
        self.digest = _digest(rows)
        self.rows = iter(rows)

    def __getattr__(self, name):
        return getattr(self.original, name)

    def __iter__(self):
        return self.rows

    def fetchone(self):
        return next(self.rows, None)

    def fetchmany(self, size: int | None = None) -> list:
        return list(islice(self.rows, size or self.original.arraysize))

    def fetchall(self) -> list:
        return list(self.rows)


@lru_cache(maxsize=2000)
def _only_reads(sql: str) -> bool:
    """Whether it is one statement that changes nothing: several have several sets of rows."""
    return sql.startswith(("SELECT", "WITH")) and ";" not in sql and not _WRITES.search(sql)


def _digest(rows: list) -> bytes:
    written = repr(rows).encode("utf-8", "surrogatepass")
    return blake2b(written, digest_size=16).digest()


class _Answers:
    """What the database answers in the present generation, as far as it has been asked."""

    def __init__(self):
        # One value, so that no thread ever takes the answers of one generation for another's.
        self.known: tuple[generation.Generation | None, dict[Question, bytes]] = None, {}

    def digest(self, question: Question, now: generation.Generation) -> bytes:
        """The digest of the rows that answer a question.

        Raises:
            Error: the database does not answer.
        """
        of_generation, digests = self.known
        if of_generation != now:
            digests = {}
            self.known = now, digests
        if question not in digests:
            with connection.cursor() as cursor:
                cursor.execute(*question)
                digests[question] = _digest(cursor.fetchall())
        return digests[question]


_answers = _Answers()


@contextmanager
def gathered() -> Iterator[Evidence]:
    """Notes what the enclosed code asks of the database, and what it uses that is remembered."""
    evidence = Evidence()
    with connection.execute_wrapper(evidence):
        yield evidence


def rely_on(evidence: Evidence) -> None:
    """Says to whoever gathers evidence that something was used which was made from this."""
    for wrapper in connection.execute_wrappers:
        if isinstance(wrapper, Evidence):
            wrapper.rely_on(evidence)
