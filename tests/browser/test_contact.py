"""Writing to the union from a phone: in Arabic, by keyboard, on a bad network, without a script."""

import pytest

PHONE = 360
CONTACT = {"fr": "/fr/nous-ecrire/", "ar": "/ar/ruslana/"}
READING_MILLISECONDS = 3200


@pytest.fixture
def phone(new_reader):
    return new_reader(PHONE, java_script_enabled=False)


def send(page) -> None:
    page.locator("form.form button").click()
    page.wait_for_load_state()


def test_a_message_in_arabic_is_corrected_and_sent(site, phone):
    phone.goto(site.address + CONTACT["ar"])
    phone.wait_for_timeout(READING_MILLISECONDS)
    words = "يطلب مني المدير أن أعمل يوم الأحد"
    phone.fill("textarea", words)
    phone.fill("input[type=email]", "salma@")
    send(phone)
    assert phone.locator("#id_sujet").get_attribute("aria-invalid") == "true"
    assert phone.locator("[autofocus]").get_attribute("id") == "id_sujet"
    assert phone.locator("textarea").input_value() == words
    phone.select_option("#id_sujet", index=1)
    phone.fill("input[type=email]", "salma@example.org")
    send(phone)
    number = phone.locator(".thanks__number").inner_text()
    assert len(number.replace("-", "")) == 12
    assert phone.context.cookies() == []


def test_the_first_wrong_field_has_the_focus(site, new_reader):
    page = new_reader(PHONE)
    page.goto(site.address + CONTACT["fr"])
    send(page)
    assert page.evaluate("document.activeElement.id") == "id_sujet"
    assert page.locator("#id_sujet").is_visible()


def test_a_second_press_and_back_and_forth_give_the_same_number(site, phone):
    phone.goto(site.address + CONTACT["fr"])
    phone.wait_for_timeout(READING_MILLISECONDS)
    phone.select_option("#id_sujet", index=1)
    phone.fill("textarea", "Une seule fois, s’il vous plaît.")
    send(phone)
    first = phone.locator(".thanks__number").inner_text()
    phone.reload()
    assert phone.locator(".thanks__number").inner_text() == first
    phone.go_back()
    assert phone.locator("textarea").input_value() == "Une seule fois, s’il vous plaît."
    send(phone)
    assert phone.locator(".thanks__number").inner_text() == first
