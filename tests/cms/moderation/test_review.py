"""The screen on which a moderator decides, and the translations that come to it from the desk."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, TaskState

from cms.desk import po
from cms.desk.families import translations_into
from tests.cms.moderation.conftest import letters, link_in, submit, write
from tests.factories import make_communique, translate


def waiting() -> str:
    """The address of what waits."""
    return reverse("moderation:review", args=[TaskState.objects.latest("pk").pk])


def test_read_and_approve_is_two_clicks(member, sections):
    writer, moderator = member("writer"), member("moderator")
    page = write(writer, sections["education", "fr"])
    submit(writer, page)
    # The first click is on the link in the notice, the second on the button.
    screen = BeautifulSoup(moderator.get(waiting()).content, "html.parser")
    frame = screen.select_one("iframe.review__page")
    assert frame["title"]
    shown = moderator.get(frame["src"])
    assert "Grève à l’entrepôt" in shown.content.decode()
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    form = screen.select_one("form.review__form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    answer = moderator.post(waiting(), {**fields, "comment": "", "approve": "1"}, follow=True)
    assert Page.objects.get(pk=page.pk).live
    assert "approuvé" in answer.content.decode()
    # Whoever opens the notice later, or decides at the same time, is told.
    late = member("moderator")
    for ask in (late.get, lambda url: late.post(url, {"send_back": "1", "comment": "Non"})):
        answer = ask(waiting())
        assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert Page.objects.get(pk=page.pk).live
    # What changes is shown of a page that readers have.
    submit(writer, page, summary="Autre")
    screen = BeautifulSoup(moderator.get(waiting()).content, "html.parser")
    compare = screen.select_one("a[href*=compare]")
    assert moderator.get(compare["href"]).status_code == 200


@pytest.mark.parametrize(
    ("role", "sector"),
    [("writer", "education"), ("moderator", "culture"), ("translator", ""), ("keeper", "")],
)
def test_nobody_else_decides(member, sections, role, sector):
    writer, stranger = member("writer"), member(role, sector)
    page = write(writer, sections["education", "fr"])
    submit(writer, page)
    for ask in (stranger.get, lambda url: stranger.post(url, {"approve": "1"})):
        answer = ask(waiting())
        assert answer.status_code in (302, 403)
    assert page.workflow_in_progress
    assert not Page.objects.get(pk=page.pk).live


def passages(page: Page, **more) -> dict:
    """Every passage of a page translated, as the desk's form sends it."""
    work = po.work_on(page, page.locale)
    return {f"text-{one.key}": f"{one.original} (it)" for one in work.passages} | more


def test_a_writer_translates_and_a_moderator_approves(member, sections):
    writer, moderator = member("writer"), member("moderator")
    original = make_communique(sections["education", "fr"], title="Salaires", summary="Résumé")
    page = translate(original, "it", publish=False, only=0)
    desk = reverse("translation_desk:work", args=[page.pk])
    screen = writer.get(desk).content.decode()
    assert 'name="send"' in screen
    assert 'name="publish"' not in screen
    writer.post(desk, {"send": "1"})
    assert not page.workflow_in_progress, "half a translation is sent to nobody"
    assert writer.post(desk, passages(page, publish="1")).status_code in (302, 403)
    answer = writer.post(desk, passages(page, send="1"))
    assert answer.headers["Location"] == reverse("translation_desk:index")
    assert page.workflow_in_progress
    # It is locked for its writer, at the desk too.
    assert 'name="send"' not in writer.get(desk).content.decode()
    assert writer.post(desk, passages(page)).status_code in (302, 403)
    letter = letters()[moderator.user.email]
    assert "Salaires (it)" in letter.subject
    assert "Italiano" in letter.body
    assert "Salaires" in moderator.get(link_in(letter)).content.decode()
    moderator.post(link_in(letter), {"send_back": "1", "comment": "Relis le titre."})
    answer = letters()[writer.user.email]
    assert link_in(answer) == desk
    assert "Relis le titre." in writer.get(desk).content.decode()
    # The dashboard says so, though drafts of translations are the desk's to count.
    assert f'href="{desk}"' in writer.get(reverse("wagtailadmin_home")).content.decode()
    writer.post(desk, {"send": "1"})
    # A moderator corrects a passage at the desk; what is approved is what they read.
    title = translations_into(page).get().source.stringsegment_set.get(context__path="title")
    edit = reverse(
        "wagtail_localize:edit_string_translation",
        args=[translations_into(page).get().pk, title.pk],
    )
    moderator.put(edit, "value=Salari", content_type="application/x-www-form-urlencoded")
    moderator.post(waiting(), {"approve": "1"})
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.title) == (True, "Salari")
    assert page.full_url in letters()[writer.user.email].body


def test_the_editor_speaks_as_members_do(member, sections):
    writer, moderator = member("writer"), member("moderator")
    page = write(writer, sections["education", "fr"])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def actions(client) -> str:
        soup = BeautifulSoup(client.get(edit).content, "html.parser")
        return " | ".join(one.get_text(" ", strip=True) for one in soup.select("footer button"))

    assert "Envoyer pour approbation" in actions(writer)
    submit(writer, page)
    shown = actions(moderator)
    assert "Renvoyer, en disant pourquoi" in shown
    assert "Approuver et publier" in shown
    assert "Retirer de l’approbation" in shown
    assert "Publier" not in actions(writer)
