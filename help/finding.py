"""Search in the guide, by the same analyser as the readers' search.

So « salarie », « salarié·es » and « SALARIÉS » find the same texts here too. The guide is small:
its terms are counted in memory, once a language.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from help.markup import to_plain_text
from help.tasks import FIRST_LANGUAGE, Task, tasks_in
from search.analysis import analyse

LONGEST_QUERY = 200
# How much a word counts, by where it stands.
TITLE, WORDS, PURPOSE, TEXT = 12, 8, 4, 1
# A word that is met often says little more than one that is met twice.
OFTEN = 3


@dataclass(frozen=True)
class Found:
    """A task that answers, and the passage of it that says so."""

    task: Task
    passage: str


def find(query: str, language: str) -> tuple[list[Found], bool]:
    """The tasks that have every word of a query, best first, and whether they have all of them.

    Where none has them all, those that have some, the most first.
    """
    available = tasks_in(language)
    languages = {task.language for task in available.values()} or {FIRST_LANGUAGE}
    asked = {code: _terms(query[:LONGEST_QUERY], code) for code in languages}
    ranked = []
    for position, (key, task) in enumerate(available.items()):
        terms, weights = set(asked[task.language]), _weights(key, language)
        met = {term for term in terms if term in weights}
        if met:
            score = sum(weights[term] for term in met)
            ranked.append((len(met) - len(terms), score, -position, task, met))
    ranked.sort(key=lambda row: row[:3], reverse=True)
    whole = [row for row in ranked if row[0] == 0]
    found = [Found(task, _passage(task, met)) for *_rank, task, met in whole or ranked]
    return found, bool(whole)


def _terms(text: str, language: str) -> list[str]:
    return [found.term for found in analyse(text, language)]


def _texts(task: Task) -> list[str]:
    """What a task says below its purpose, passage by passage."""
    steps = [step.text for step in task.steps]
    troubles = [f"{trouble.when} {trouble.then}" for trouble in task.troubles]
    return [to_plain_text(text) for text in (*steps, *troubles)]


@cache
def _weights(key: str, language: str) -> Counter:
    """How much each term says about a task."""
    task = tasks_in(language)[key]
    weights = Counter()
    for text, weight in ((task.title, TITLE), (task.words, WORDS), (task.purpose, PURPOSE)):
        for term in set(_terms(to_plain_text(text), task.language)):
            weights[term] += weight
    for term, times in Counter(_terms(" ".join(_texts(task)), task.language)).items():
        weights[term] += TEXT * min(times, OFTEN)
    return weights


def _passage(task: Task, terms: set[str]) -> str:
    """The passage with most of the terms; the purpose, where none of them has any."""
    passages = [to_plain_text(task.purpose), *_texts(task)]
    return max(passages, key=lambda text: len(terms & set(_terms(text, task.language))))
