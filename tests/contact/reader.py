"""A reader of the form: what a browser sends, and what comes back."""

from unittest import mock
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from django.core import signing
from django.test import Client
from django.utils import timezone

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
CHOICES = "Salarié·e\nAu chômage"
KINDS = [
    "singleline",
    "multiline",
    "email",
    "number",
    "url",
    "checkbox",
    "checkboxes",
    "dropdown",
    "multiselect",
    "radio",
    "date",
    "datetime",
    "sector",
    "consent",
]
TYPED = ("name", "address", "text", "form-key", "form-time", "your-website")
STRANGE = (
    "a\x00b",
    "x\r\nBcc: all@example.org",
    "\ud800".encode("utf-8", "surrogatepass"),
    "<script>alert(1)</script>",
)
WORDS = {"address": "anna@example.org", "text": "On me demande de venir le dimanche."}


def technical(page, client=None) -> dict[str, str]:
    """What a browser sends along: the hidden fields of the blank form, opened a minute ago."""
    soup = BeautifulSoup((client or Client()).get(page.url).content, "html.parser")
    fields = soup.select("form.form input[type=hidden]")
    sent = {field["name"]: field["value"] for field in fields}
    a_minute_ago = timezone.now().timestamp() - 60
    with mock.patch("django.core.signing.time.time", return_value=a_minute_ago):
        sent["form-time"] = signing.dumps("", salt="contact.stamp")
    return sent


def send(page, words=None, client=None, headers=SAME_ORIGIN, **more):
    """The answer to a filled in form."""
    sent = technical(page) | (WORDS if words is None else words) | more
    return post(page, sent, client, headers)


def post(page, sent: dict, client=None, headers=SAME_ORIGIN):
    """The answer to exactly these fields."""
    body, kind = urlencode(sent, doseq=True), "application/x-www-form-urlencoded"
    return (client or Client()).post(page.url, body, content_type=kind, headers=headers)


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")
