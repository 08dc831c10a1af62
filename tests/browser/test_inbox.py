"""Both sides: a message in Arabic from a phone; who is in charge answers, nobody else sees it."""

import pytest

from tests.browser.test_contact import CONTACT, PHONE, READING_MILLISECONDS, send

WORDS = "يطلب مني المدير أن أعمل يوم الأحد"
PASSWORD = "of the browser's test"
DESK = 1280
# Runs in the served site's own database: this process must not touch it.
MEMBERS = f"""
from django.contrib.auth.models import Group, Permission, User
from contact.models import Message, SectorInbox
from sectors.models import Sector
message = Message.objects.get(receipt={{receipt!r}})
sector = Sector.objects.first()
other = Sector.objects.exclude(pk=sector.pk).first()
Message.objects.filter(pk=message.pk).update(sector=sector)
rights = [f"{{{{one}}}}_message" for one in ("view", "change", "answer", "export", "delete")]
for name, place in (("salima", sector), ("hugo", other)):
    group, _ = Group.objects.get_or_create(name=f"team of {{{{name}}}}")
    group.permissions.set(Permission.objects.filter(codename__in=[*rights, "access_admin"]))
    SectorInbox.objects.get_or_create(group=group, sector=place)
    user, _ = User.objects.get_or_create(username=name)
    user.set_password({PASSWORD!r})
    user.save()
    user.groups.set([group])
"""


@pytest.fixture
def receipt(site, new_reader):
    """The number of a message that somebody wrote in Arabic on a phone."""
    phone = new_reader(PHONE, java_script_enabled=False)
    phone.goto(site.address + CONTACT["ar"])
    phone.wait_for_timeout(READING_MILLISECONDS)
    phone.select_option("#id_sujet", index=1)
    phone.fill("textarea", WORDS)
    phone.fill("input[type=email]", "salma@example.org")
    send(phone)
    number = phone.locator(".thanks__number").inner_text()
    site.run(MEMBERS.format(receipt=number))
    return number


def sign_in(page, site, name: str) -> None:
    page.goto(site.address + "/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def test_who_is_in_charge_answers_and_another_sector_sees_nothing(site, new_reader, receipt):
    address = f"{site.address}/admin/messages/{receipt}/"
    salima = new_reader(DESK)
    sign_in(salima, site, "salima")
    salima.goto(site.address + "/admin/messages/")
    salima.click(f"text={receipt}")
    text = salima.locator("dd[lang=ar]", has_text=WORDS)
    assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"
    salima.fill("#id_answer", "نتصل بكم غدًا")
    salima.click("form[action$='/answer/'] button")
    salima.wait_for_load_state()
    assert salima.locator(".inbox-words", has_text="نتصل بكم غدًا").count() == 1
    assert salima.locator(".inbox-status--answered").count() == 1

    hugo = new_reader(DESK)
    sign_in(hugo, site, "hugo")
    hugo.goto(site.address + "/admin/messages/")
    assert receipt not in hugo.content()
    answer = hugo.goto(address)
    assert answer.status == 404
    assert WORDS not in hugo.content()
