"""The shape of a language's rules, and the few ways of saying them that several languages share."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

LETTER = r"[^\W\d_]"
END_OF_WORD = r"(?![^\W_])"


def _same(word):
    return word


def _no_inclusive_form(base, tail):
    return None


@dataclass(frozen=True)
class Rules:
    """How one language is read. Every word that these functions see is folded already."""

    stop_words: frozenset = frozenset()
    # A word, as a regular expression: where it may hold an apostrophe.
    word: str = rf"{LETTER}+"
    # What may follow a word and still belong to it, as a regular expression.
    tail: str = ""
    # The word that `base` + `tail` stand for, and how much of the tail it took; None: no such form.
    neutral: Callable[[str, str], tuple[str, int] | None] = field(default=_no_inclusive_form)
    # The form that stands for all forms of a word, before stemming.
    canonical: Callable[[str], str] = field(default=_same)
    # What is left to mend after stemming.
    finished: Callable[[str], str] = field(default=_same)


def words(text):
    """Return the words of `text` as a set."""
    return frozenset(text.split())


def forms(lines):
    """Return each form → the one that stands for it, from `kept=other,other` and spaces."""
    table = {}
    for line in lines.split():
        kept, _, others = line.partition("=")
        table.update(dict.fromkeys([kept, *others.split(",")], kept))
    return table


def families(*pairs):
    """Return a function that rewrites a word by each (regular expression, replacement) in turn."""
    compiled = [(re.compile(pattern), form) for pattern, form in pairs]

    def rewrite(word):
        for pattern, form in compiled:
            if pattern.search(word):
                word = pattern.sub(form, word)
        return word

    return rewrite


def tail_of_suffixes(suffixes, separators=r"[·.\-_*:|]|/-?"):
    """Return the expression for suffixes after a separator or in brackets: ·e·s, (ne)s, /-in."""
    suffix = "(?:" + "|".join(sorted(suffixes, key=len, reverse=True)) + ")"
    separated = rf"(?:{separators}){suffix}{END_OF_WORD}"
    bracketed = rf"[(\[]-?{suffix}(?:[·./\-]{suffix}){{0,3}}[)\]](?:e?s{END_OF_WORD})?"
    return rf"(?:{separated}|{bracketed}){{1,4}}"


SUFFIX = re.compile(rf"{LETTER}+[)\]]?")


def suffixes_of(tail):
    """Return the suffixes in a tail and where each of them ends, its closing bracket included."""
    return [(found.group().rstrip(")]"), found.end()) for found in SUFFIX.finditer(tail)]
