"""The texts of the guide hold together, and say what the screens say."""

import re

import pytest
from django.utils.translation import trans_real

from cms.roles.catalogue import BY_KEY
from help import tasks
from help.markup import LINK, ON_SCREEN, to_html, to_plain_text

LIGHTEST_GUIDE = 15
TASKS = tasks.tasks_in("fr")


def passages(task) -> list[str]:
    """Everything that a task says."""
    steps = [step.text for step in task.steps]
    troubles = [words for trouble in task.troubles for words in (trouble.when, trouble.then)]
    return [task.title, task.purpose, *steps, *troubles]


def leads(task) -> set[str]:
    """The tasks that one leads to, in its text and after it."""
    linked = {key for text in passages(task) for _words, key in LINK.findall(text)}
    return linked | set(task.related)


def spaced(text: str) -> str:
    """A text with plain spaces and straight apostrophes."""
    return re.sub(r"\s+", " ", text).replace("’", "'").strip()


@pytest.fixture(scope="module")
def words_of_the_admin() -> tuple[set[str], list[re.Pattern]]:
    """All that the French admin can say: whole, and with something to fill in."""
    said = [
        spaced(message)
        for domain in ("django", "djangojs")
        for catalogue in trans_real.DjangoTranslation("fr", domain=domain)._catalog._catalogs
        for message in catalogue.values()
        if isinstance(message, str)
    ]
    filled = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%s")
    patterns = [
        re.compile(".+".join(map(re.escape, filled.split(message))))
        for message in said
        if filled.search(message) and len(filled.sub("", message)) > len("Soumettre")
    ]
    return set(said), patterns


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_what_a_text_calls_a_word_of_the_screen_is_one(task, words_of_the_admin):
    whole, patterns = words_of_the_admin
    said = [spaced(words) for text in passages(task) for words in ON_SCREEN.findall(text)]
    unknown = [
        words
        for words in said
        # A form begins the name of a field with a capital.
        if not {words, words[0].lower() + words[1:]} & whole
        and not any(pattern.fullmatch(words) for pattern in patterns)
    ]
    assert unknown == []


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_a_text_is_whole_and_leads_on(task):
    assert task.roles <= set(BY_KEY)
    assert task.roles
    assert task.troubles
    assert task.words
    assert len(task.steps) > 1
    assert leads(task) <= set(TASKS) - {task.key}
    assert task.related
    assert all(len(picture.alt) > len("Le menu") for picture in task.pictures)


def test_every_task_is_led_to_from_another():
    led_to = {key for task in TASKS.values() for key in leads(task)}
    assert set(TASKS) - led_to == set()
    assert len(TASKS) > LIGHTEST_GUIDE


def test_french_texts_are_spaced_as_french_is():
    assert "rien publié\u202f?" in TASKS["find-your-way"].purpose


def test_marks_become_html_and_nothing_else_does():
    html = to_html("**Publier** <b> & [là](unpublish) *vite*")
    assert html == (
        '<b class="help-word">Publier</b> &lt;b&gt; &amp; '
        '<a href="/admin/help/unpublish/">là</a> <em>vite</em>'
    )
    assert to_plain_text("**Publier** [là](unpublish) *vite*") == "Publier là vite"


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A guide of its own, file by file."""
    monkeypatch.setattr(tasks, "CONTENT", tmp_path)
    tasks.tasks_in.cache_clear()

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    yield write
    tasks.tasks_in.cache_clear()


FRENCH = """
topic = "write"
roles = ["writer"]
title = "Écrire"
purpose = "Pour dire : voilà."
steps = [{ text = "Écrivez.", pictures = [{ name = "menu", alt = "Le menu." }] }]
"""
ITALIAN = 'title = "Scrivere"\npurpose = "Per dire."\nsteps = [{ text = "Scrivete." }]\n'


def test_another_language_takes_the_place_of_french_task_by_task(content):
    content("fr/write.toml", FRENCH)
    content("fr/other.toml", FRENCH.replace("Écrire", "Autre"))
    content("it/write.toml", ITALIAN)
    italian = tasks.tasks_in("it")
    assert [(task.title, task.language) for task in italian.values()] == [
        ("Autre", "fr"),
        ("Scrivere", "it"),
    ]
    assert italian["write"].roles == {"writer"}
    assert tasks.tasks_in("fr")["write"].title == "Écrire"


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        FRENCH.replace('"write"', '"elsewhere"'),
        FRENCH.replace("purpose", "reason"),
        FRENCH.replace("alt =", "legend ="),
    ],
)
def test_a_file_that_is_not_a_task_is_named(content, text):
    content("fr/broken.toml", text)
    with pytest.raises(tasks.MalformedTaskError, match=r"broken\.toml"):
        tasks.tasks_in("fr")
