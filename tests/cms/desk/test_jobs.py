"""Translating a whole section in the background."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.desk import jobs
from cms.desk.matrix import site_locales
from cms.models import TranslationJob
from tests.factories import make_communique, make_locale, make_page, translate


@pytest.fixture
def six(home):
    """The six languages that are not French."""
    for code in ("en", "es", "it", "de", "pt", "ar"):
        make_locale(code)
    return [locale for locale in site_locales() if locale.language_code != "fr"]


@pytest.fixture
def trade(section):
    """A section of seven pages, one of them nested deeper."""
    for number in range(4):
        make_communique(section, title=f"Communiqué {number}")
    rights = make_page(section, title="Vos droits")
    make_page(rights, title="Congés")
    return section


def family(section, locale):
    """The pages of a section in a language."""
    head = Page.objects.get(translation_key=section.translation_key, locale=locale)
    return head.get_descendants(inclusive=True)


def test_a_section_in_six_languages(admin, trade, six):
    address = reverse("translation_desk:section", args=[trade.pk])
    response = admin.post(address, {"languages": [one.pk for one in six], "below": "on"})
    job = TranslationJob.objects.get()
    assert response.headers["Location"] == reverse("translation_desk:job", args=[job.pk])
    assert Translation.objects.count() == 0
    call_command("worker", once=True)
    job.refresh_from_db()
    assert (job.done, job.total, job.percentage, job.problems) == (42, 42, 100, [])
    for locale in six:
        pages = family(trade, locale)
        assert [page.depth for page in pages] == [p.depth for p in family(trade, trade.locale)]
        assert not pages.filter(live=True).exists()
        assert not pages.exclude(alias_of=None).exists()


def test_the_same_again_makes_nothing_and_loses_nothing(trade, six, admin):
    page = translate(trade, "es")
    for _again in range(2):
        jobs.start(trade, six, admin.user)
        call_command("worker", once=True)
    first, second = TranslationJob.objects.order_by("pk")
    assert (second.made, second.problems) == (0, [])
    assert first.made > 0
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "es: Numérique")


def test_it_goes_on_after_a_page_that_fails(trade, six, admin, monkeypatch):
    real = jobs.begin

    def fails_once(page, locale, user):
        if page.title == "Communiqué 1":
            raise ValueError("broken")
        return real(page, locale, user)

    monkeypatch.setattr(jobs, "begin", fails_once)
    job = jobs.start(trade, six[:1], admin.user)
    call_command("worker", once=True)
    job.refresh_from_db()
    assert job.done == 7
    assert [(one["title"], one["reason"]) for one in job.problems] == [("Communiqué 1", "broken")]
    html = admin.get(reverse("translation_desk:job", args=[job.pk])).content.decode()
    assert "broken" in html


def test_one_that_was_interrupted_is_finished(trade, six, admin, monkeypatch):
    """The worker died half-way; the queue runs the task again."""
    job = jobs.start(trade, six, admin.user)
    real = jobs.begin
    made = []

    def dies(page, locale, user):
        if len(made) > 10:
            raise KeyboardInterrupt
        made.append(page)
        return real(page, locale, user)

    monkeypatch.setattr(jobs, "begin", dies)
    with pytest.raises(KeyboardInterrupt):
        jobs.translate_section.call(job.pk)
    job.refresh_from_db()
    assert 0 < job.percentage < 100
    monkeypatch.setattr(jobs, "begin", real)
    jobs.translate_section.call(job.pk)
    job.refresh_from_db()
    assert (job.done, job.percentage) == (42, 100)
    assert family(trade, six[-1]).count() == 7


def test_only_into_ones_own_languages(translator, trade):
    address = reverse("translation_desk:section", args=[trade.pk])
    form = translator.get(address).context["form"]
    assert [one.language_code for one in form.fields["languages"].queryset] == ["es"]
    translator.post(address, {"languages": [make_locale("ar").pk], "below": "on"})
    assert not TranslationJob.objects.exists()


def test_wagtails_own_button_leads_there(admin, trade):
    response = admin.get(reverse("wagtail_localize:submit_page_translation", args=[trade.pk]))
    assert response.headers["Location"] == reverse("translation_desk:section", args=[trade.pk])
