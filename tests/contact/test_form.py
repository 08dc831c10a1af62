"""What a reader gets from a form: the form, what is wrong with it, a number, a clear refusal."""

import re
from datetime import timedelta
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from contact.models import ContactPage, Message, OutgoingMail, SectorRecipient
from tests.assertions import at_most_queries, cookie_faults
from tests.contact.factories import make_form, make_version
from tests.contact.reader import (
    CHOICES,
    KINDS,
    WORDS,
    post,
    send,
    soup_of,
    technical,
)
from tests.factories import make_home, make_sector

pytestmark = pytest.mark.django_db


class TestSending:
    def test_a_message_is_kept_and_its_writer_gets_a_number(self, form):
        response = send(form)
        assert response.status_code == 303
        message = Message.objects.get()
        thanks = Client().get(response.url)
        assert message.receipt in thanks.content.decode()
        assert message.status == Message.Status.NEW, message.spam_reasons
        assert [answer.text for answer in message.answers][1:] == list(WORDS.values())
        assert message.days_left == form.retention_days

    def test_neither_form_nor_answer_sets_a_cookie(self, form):
        client = Client()
        sent = send(form, client=client)
        for response in (client.get(form.url), sent, client.get(sent.url), send(form, {})):
            assert cookie_faults(response) == []

    def test_nothing_but_the_blank_form_may_be_stored(self, form):
        sent = send(form)
        for response in (sent, Client().get(sent.url), send(form, {})):
            assert "no-store" in response["Cache-Control"]
        assert "private" in Client().get(form.url)["Cache-Control"]

    def test_a_second_press_and_a_reload_are_the_same_message(self, form):
        once = technical(form)
        first, again = send(form, **once), send(form, **once)
        assert (first.status_code, again.status_code) == (303, 303)
        assert Message.objects.count() == 1
        assert OutgoingMail.objects.count() == 1
        number = Message.objects.get().receipt
        assert number in Client().get(again.url).content.decode()

    def test_two_presses_at_the_same_moment_are_the_same_message(self, form):
        once = technical(form)
        first = send(form, **once)
        nothing = Message.objects.none()
        with mock.patch("contact.models.Message.objects.filter", return_value=nothing):
            again = send(form, **once)
        assert again.url == first.url
        assert Message.objects.count() == 1
        assert OutgoingMail.objects.count() == 1

    def test_who_goes_back_and_adds_a_line_has_sent_two_messages(self, form):
        once = technical(form)
        send(form, **once)
        send(form, {**WORDS, "text": "Et le samedi aussi."}, **once)
        assert Message.objects.count() == 2

    def test_an_address_of_thanks_cannot_be_made_up(self, form):
        assert Client().get(f"{form.url}thanks/{'7KQM-4XTN-0PBD'}/").status_code == 404
        other = send(form).url.rpartition("-")[2]
        assert Client().get(f"{form.url}thanks/7KQM-4XTN-0PBD-{other}").status_code == 404

    def test_ten_thousand_words_arrive_whole(self, form):
        text = " ".join(f"كلمة{number}" for number in range(10_000))
        assert send(form, {**WORDS, "text": text}).status_code == 303
        assert Message.objects.get().answers[2].text == text

    def test_the_notice_and_the_acknowledgement_are_written_with_it(self, form):
        send(form, {**WORDS, "send-receipt": "on"})
        kinds = {mail.kind: mail.recipients for mail in OutgoingMail.objects.all()}
        assert kinds == {"notice": ["team@union.example"], "receipt": ["anna@example.org"]}

    def test_no_acknowledgement_unless_it_is_asked_for_and_offered(self, form):
        send(form)
        ContactPage.objects.update(acknowledge=False)
        assert "send-receipt" not in Client().get(form.url).content.decode()
        send(form, {**WORDS, "text": "autre", "send-receipt": "on"})
        assert not OutgoingMail.objects.filter(kind="receipt").exists()

    def test_messages_go_to_those_in_charge_of_the_sector(self, home):
        school, health = make_sector("ecole"), make_sector("sante")
        questions = [
            {"label": "Secteur", "field_type": "sector", "required": True},
            {"label": "Text", "field_type": "multiline", "required": True},
        ]
        page = make_form(home, questions, {school: "ecole@union.example, b@union.example"})
        send(page, {"secteur": "ecole", "text": "Bonjour"})
        send(page, {"secteur": "sante", "text": "Bonsoir"})
        told = {mail.message.sector: mail.recipients for mail in OutgoingMail.objects.all()}
        assert told == {
            school: ["ecole@union.example", "b@union.example"],
            health: ["team@union.example"],
        }

    def test_opening_and_sending_cost_few_queries(self, form):
        with at_most_queries(18):
            Client().get(form.url)
        once = technical(form)
        with at_most_queries(24):
            send_again = post(form, {**once, **WORDS})
        assert send_again.status_code == 303


class TestWhatIsWrong:
    def test_nothing_typed_is_lost_and_the_fault_is_tied_to_its_field(self, form):
        text = '« L’usine » < ‘apostrophes\' & "guillemets"\r\n\r\n  deux lignes'
        response = send(form, {"address": "anna@", "name": "Anna", "text": text})
        assert response.status_code == 422
        soup = soup_of(response)
        typed = soup.find("textarea").text.replace("\r\n", "\n")
        assert typed == f"\n{text}".replace("\r\n", "\n")
        assert soup.find(id="id_name")["value"] == "Anna"
        field = soup.find(id="id_address")
        assert (field["value"], field["aria-invalid"]) == ("anna@", "true")
        assert soup.find(id=field["aria-describedby"]).text.strip()
        assert [tag["id"] for tag in soup.select("[autofocus]")] == ["id_address"]
        assert soup.select_one(".form__faults a")["href"] == "#id_address"
        assert not Message.objects.exists()

    def test_the_key_stays_the_same_so_that_a_retry_is_no_second_message(self, form):
        once = technical(form)
        soup = soup_of(send(form, {"text": "x"}, **once))
        assert soup.find("input", {"name": "form-key"})["value"] == once["form-key"]

    def test_a_group_of_choices_is_named_described_and_focused(self, home):
        questions = [
            {"label": "Statut", "field_type": "radio", "required": True, "choices": CHOICES}
        ]
        page = make_form(home, questions)
        group = soup_of(send(page, {})).find("fieldset")
        assert group.find(id=group["aria-describedby"])
        assert [box.has_attr("autofocus") for box in group.find_all("input")] == [True, False]
        assert [box["value"] for box in group.find_all("input")] == ["salariee", "au_chomage"]

    def test_browsers_are_told_what_they_may_fill_in(self, form):
        soup = soup_of(Client().get(form.url))
        assert soup.find(id="id_name")["autocomplete"] == "name"
        assert soup.find(id="id_address")["autocomplete"] == "email"
        assert soup.find(id="id_text").get("maxlength") is None

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_of_question_says_what_is_missing(self, home, kind):
        question = {"label": "Q", "field_type": kind, "required": True, "choices": "Oui\nNon"}
        page = make_form(home, [question])
        response = send(page, {})
        assert response.status_code == 422
        assert soup_of(response).find(id="id_q_error").text.strip()


class TestLanguages:
    @pytest.fixture
    def school(self):
        return make_sector("ecole", name_fr="École", name_ar="مدرسة")

    @pytest.fixture
    def pages(self, home, school):
        questions = [
            {"label": "Statut", "field_type": "radio", "choices": "Salarié·e\nAu chômage"},
            {"label": "Secteur", "field_type": "sector"},
            {"label": "Texte", "field_type": "multiline"},
        ]
        page = make_form(home, questions, {school: "ecole@union.example"})
        labels = {
            "statut": ("الوضع", "أجير·ة\nعاطل"),
            "secteur": ("القطاع", ""),
            "texte": ("الرسالة", ""),
        }
        return page, make_version(page, make_home("ar"), labels)

    def test_a_message_in_arabic_is_read_by_those_who_read_french(self, pages):
        original, arabic = pages
        form = soup_of(Client().get(arabic.url)).find("form", class_="form")
        assert "مدرسة" in form.text
        assert "عاطل" in form.text
        send(arabic, {"statut": "au_chomage", "secteur": "ecole", "texte": "مرحبا"})
        message = Message.objects.get()
        assert (message.page, message.language) == (original, "ar")
        assert [(answer.label, answer.text) for answer in message.answers] == [
            ("Statut", "Au chômage"),
            ("Secteur", "École"),
            ("Texte", "مرحبا"),
        ]
        assert OutgoingMail.objects.get().recipients == ["ecole@union.example"]

    def test_a_translation_cannot_send_the_mail_elsewhere(self, pages):
        _original, arabic = pages
        ContactPage.objects.filter(pk=arabic.pk).update(to_address="thief@example.org")
        SectorRecipient.objects.create(
            page=arabic, sector=make_sector("x"), to_address="thief@example.org"
        )
        send(arabic, {"texte": "x"})
        assert OutgoingMail.objects.get().recipients == ["team@union.example"]

    def test_errors_are_in_the_reader_s_language(self, pages):
        _original, arabic = pages
        soup = soup_of(send(arabic, {"secteur": "nowhere"}))
        assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")


def test_the_law_s_notice_stands_under_the_form(form):
    from contact.models import ContactSettings

    notice = ContactSettings.load()
    notice.controller_fr = "Le syndicat, 12 rue de l'Exemple"
    notice.data_officer = "donnees@union.example"
    notice.authority_fr = "CNIL"
    notice.save()
    text = soup_of(Client().get(form.url)).find("section", class_="form-notice").text
    for words in ("12 rue", "donnees@union.example", "CNIL", str(form.retention_days)):
        assert words in text


def test_messages_expire_with_the_page_s_retention(home):
    page = make_form(home, retention_days=7)
    send(page)
    message = Message.objects.get()
    assert timedelta(days=6) < message.expires_at - timezone.now() <= timedelta(days=7)


def test_a_deleted_form_takes_no_message_with_it(form):
    send(form)
    form.delete()
    message = Message.objects.get()
    assert message.page is None
    assert re.match(r"[0-9A-Z]{4}-", message.receipt)
    assert message.answers[2].label == "Text"
