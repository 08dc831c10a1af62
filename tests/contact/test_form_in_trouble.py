"""The form against strangers, abuse and a server that fails: no message is lost, none is forged."""

from unittest import mock

import pytest
from django.core import signing
from django.db import OperationalError
from django.test import Client

from contact.models import Message, OutgoingMail
from tests.contact.factories import make_form
from tests.contact.reader import SAME_ORIGIN, STRANGE, TYPED, WORDS, post, send, soup_of, technical

pytestmark = pytest.mark.django_db


class TestRefusals:
    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://elsewhere.example"},
            {"origin": "http://testserver.elsewhere.example"},
        ],
    )
    def test_another_site_cannot_send_our_form_and_loses_no_text(self, form, headers):
        response = send(form, headers=headers)
        assert response.status_code == 403
        assert soup_of(response).find("textarea").text.strip() == WORDS["text"]
        assert not Message.objects.exists()

    @pytest.mark.parametrize("headers", [{}, {"origin": "http://testserver"}])
    def test_browsers_that_say_less_are_let_in(self, form, headers):
        assert send(form, headers=headers).status_code == 303

    def test_too_many_fields_are_refused_clearly(self, form):
        response = send(form, **{f"field-{number}": "x" for number in range(1001)})
        assert response.status_code == 400
        assert soup_of(response).find("h1").text.strip()

    def test_what_is_too_big_is_refused_clearly_in_the_reader_s_language(self, form):
        response = send(form, {**WORDS, "text": "x" * 3_000_000})
        assert response.status_code == 413
        assert soup_of(response).html["lang"] == "fr"

    def test_a_field_of_a_megabyte_is_said_to_be_too_long_and_kept(self, form):
        text = "x" * 1_000_000
        response = send(form, {**WORDS, "text": text})
        assert response.status_code == 422
        assert soup_of(response).find("textarea").text.strip() == text

    @pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", ""])
    def test_what_is_no_form_is_refused(self, form, kind):
        response = Client().post(form.url, b"--x--", content_type=kind)
        assert response.status_code == 415

    def test_another_encoding_is_refused(self, form):
        kind = "application/x-www-form-urlencoded; charset=utf-16"
        assert Client().post(form.url, "text=x", content_type=kind).status_code == 400

    @pytest.mark.parametrize("name", TYPED)
    @pytest.mark.parametrize("value", STRANGE)
    def test_nothing_strange_breaks_the_site(self, form, name, value):
        response = send(form, {**WORDS, name: value})
        assert response.status_code in (303, 422)
        assert "<script>alert" not in response.content.decode()

    def test_an_unknown_choice_is_refused(self, home):
        page = make_form(home, [{"label": "Q", "field_type": "sector", "required": True}])
        assert send(page, {"q": "nowhere\x00"}).status_code == 422


class TestAbuse:
    def reasons(self, page, words=None, **more) -> list[str]:
        assert send(page, words, **more).status_code == 303
        message = Message.objects.latest("pk")
        assert (message.status == "suspected") == (message.spam_score >= 3)
        return message.spam_reasons

    def test_a_robot_that_fills_in_every_field_is_kept_apart(self, form):
        assert "trap" in self.reasons(form, **{"your-website": "https://x.example"})
        assert not OutgoingMail.objects.exists()

    def test_so_is_one_that_is_quicker_than_a_hand(self, form):
        now = signing.dumps("", salt="contact.stamp")
        assert self.reasons(form, **{"form-time": now}) == ["too quick"]
        assert self.reasons(form, {**WORDS, "text": "b"}, **{"form-time": "forged"}) == ["no time"]

    def test_links_and_repetition_are_counted(self, form):
        links = "\n".join(f"https://shop{number}.example" for number in range(12))
        assert "links" in self.reasons(form, {**WORDS, "text": links})
        assert "the same words" in self.reasons(form, {**WORDS, "text": "achetez ici " * 60})

    def test_a_witness_who_gives_two_links_is_no_spammer(self, form):
        text = "Voir https://lemonde.example/a et https://lemonde.example/b"
        assert self.reasons(form, {**WORDS, "text": text}) == []

    def test_the_same_text_over_and_over_is_kept_apart(self, form):
        text = "six mots qui reviennent encore toujours"
        found = [self.reasons(form, {**WORDS, "text": text}) for _time in range(5)]
        assert found[0] == []
        assert "the same text again" in found[-1]

    def test_many_from_one_address_are_kept_apart_and_others_are_not(self, form, settings):
        settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
        for number in range(8):
            text = {**WORDS, "text": f"Bonjour {number}"}
            send(form, text, headers={**SAME_ORIGIN, "x-forwarded-for": "9.9.9.9, 10.0.0.1"})
        send(form, headers={**SAME_ORIGIN, "x-forwarded-for": "9.9.9.9, 10.0.0.2"})
        found = list(Message.objects.order_by("pk").values_list("status", flat=True))
        assert found == ["new"] * 6 + ["suspected"] * 2 + ["new"]

    def test_a_flood_from_one_address_is_asked_to_wait_and_loses_no_text(self, form, monkeypatch):
        monkeypatch.setattr("contact.abuse.TOO_MANY", 2)
        for number in range(2):
            send(form, {**WORDS, "text": f"Bonjour {number}"})
        response = send(form)
        assert response.status_code == 429
        assert soup_of(response).find("textarea").text.strip() == WORDS["text"]
        assert response["Retry-After"]


class TestBroken:
    @pytest.mark.parametrize(
        "place", ["cms.routing.route", "contact.intake.keep", "contact.models.Message.save"]
    )
    def test_without_a_database_the_text_is_still_in_the_form(self, form, place):
        sent = technical(form) | WORDS | {"name": "Anna"}
        with mock.patch(place, side_effect=OperationalError("gone")):
            response = post(form, sent)
        assert response.status_code == 503
        assert response["Retry-After"]
        soup = soup_of(response)
        assert soup.find("textarea").text.strip() == WORDS["text"]
        assert soup.find(id="id_name")["value"] == "Anna"
        assert soup.find("label", {"for": "id_name"}).text.split()[0] == "Name"
        again = {field["name"]: field.get("value", "") for field in soup.select("form input")}
        again["text"] = soup.find("textarea").text.strip()
        again.pop("send-receipt")
        response = post(form, again)
        assert response.status_code == 303
        assert Message.objects.get().answers[0].text == "Anna"

    def test_it_needs_no_query(self, form, django_assert_num_queries):
        sent = technical(form) | WORDS
        with (
            mock.patch("cms.routing.route", side_effect=OperationalError("gone")),
            django_assert_num_queries(0),
        ):
            post(form, sent)

    def test_our_own_faults_lose_no_text_either_and_are_logged_without_it(self, form, caplog):
        with mock.patch("contact.intake.keep", side_effect=KeyError("fault")):
            response = send(form)
        assert response.status_code == 503
        assert "fault" in caplog.text
        assert "dimanche" not in caplog.text

    def test_no_words_but_ours_are_shown(self, form):
        sent = {**technical(form), **WORDS, "form-questions": "forged"}
        with (
            mock.patch("cms.routing.route", side_effect=OperationalError("gone")),
            pytest.raises(OperationalError),
        ):
            post(form, sent)
