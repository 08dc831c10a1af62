"""What the pictures of the guide show: pages and messages of the demonstration, made when asked.

A shot's address names them (`shots.Screen`). What has been made before is found again, so that a
picture may be taken twice. `manage.py draw_help` asks before it opens the browser.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.desk.families import in_language
from cms.desk.submission import begin
from contact.models import Answer, ContactPage, Message
from help.drawing.shots import Screen
from home.models import HomePage
from sectors.models import CommuniquePage, DossierPage, SectorPage

SECTOR, LANGUAGE = "education", "fr"
PUBLISHED = "aed-aesh-la-fin-de-la-precarite"
DRAFT = {
    "slug": "cantine-effectifs",
    "title": "Cantines scolaires : deux agent·es pour cent enfants, cela ne tient pas",
    "summary": "Dans quatre écoles sur dix, il manque quelqu’un en salle à midi. "
    "Nous appelons à une heure d’information syndicale le 12 mars.",
}
SUBMITTED = {
    "slug": "surveillants-de-nuit",
    "title": "Internats : la nuit aussi se paie",
    "summary": "Une nuit de surveillance compte pour trois heures de travail. Nous demandons "
    "qu’elle soit payée entière.",
}
UNWANTED = {
    "slug": "reunion-reportee",
    "title": "Réunion de rentrée : date à confirmer",
    "summary": "La réunion est reportée.",
}
LETTER = (
    "Bonjour, je travaille à la cantine d’un collège. Depuis septembre, on nous demande de venir "
    "une demi-heure plus tôt sans la payer. Que pouvons-nous faire ?"
)
NOT_TRANSLATED = "plateformes-educatives"


def _member(name: str):
    return get_user_model().objects.get(username=name)


def _french(model: type[Page], **fields) -> Page:
    return model.objects.get(locale__language_code=LANGUAGE, **fields)


def home() -> int:
    """The French front page."""
    return _french(HomePage).pk


def section() -> int:
    """The page of the writers' sector."""
    return _french(SectorPage, sector__slug=SECTOR).pk


def published() -> int:
    """A communiqué that readers have."""
    return _french(CommuniquePage, slug=PUBLISHED).pk


def dossier() -> int:
    """A dossier of the writers' sector."""
    return _french(DossierPage, path__startswith=Page.objects.get(pk=section()).path).pk


def form() -> int:
    """The form by which people write to the union."""
    return _french(ContactPage, kind=ContactPage.Kind.CONTACT).pk


def _written(words: dict[str, str]) -> CommuniquePage:
    """A communiqué that the writer has saved, in the French section."""
    place = Page.objects.get(pk=section())
    found = CommuniquePage.objects.child_of(place).filter(slug=words["slug"]).first()
    if found is None:
        writer = _member("redaction")
        page = CommuniquePage(
            **words,
            locale=place.locale,
            date=timezone.localdate(),
            live=False,
            has_unpublished_changes=True,
            owner=writer,
            body=[("paragraph", f"<p>{words['summary']}</p>")],
        )
        found = place.add_child(instance=page)
        found.save_revision(user=writer)
    return found


def draft() -> int:
    """A communiqué that the writer has begun."""
    return _written(DRAFT).pk


def submitted() -> int:
    """A communiqué that waits for a moderator."""
    page = _written(SUBMITTED)
    if not page.current_workflow_state:
        page.get_workflow().start(page, _member("redaction"))
    return page.pk


def waiting_step() -> int:
    """The step of a workflow at which that communiqué waits."""
    return Page.objects.get(pk=submitted()).current_workflow_task_state.pk


def unwanted() -> int:
    """A draft that the writer is about to delete."""
    return _written(UNWANTED).pk


def outdated() -> int:
    """Another one."""
    return _written({**UNWANTED, "slug": "reunion-annulee", "title": "Réunion annulée"}).pk


def message() -> str:
    """The number of a message that has just come."""
    page = _french(ContactPage, kind=ContactPage.Kind.CONTACT)
    found, made = Message.objects.get_or_create(
        idempotency="the guide's own",
        defaults={
            "page": page,
            "form_key": page.translation_key,
            "kind": page.kind,
            "language": LANGUAGE,
            "received_at": timezone.now(),
            "expires_at": timezone.now() + timedelta(days=page.retention_days),
        },
    )
    if made:
        found.write(
            [
                Answer("message", "multiline", "Votre message", LETTER, LETTER),
                Answer("nom", "singleline", "Comment vous appeler ?", "Nour", "Nour"),
                Answer(
                    "courriel", "email", "Votre adresse", "nour@example.org", "nour@example.org"
                ),
            ]
        )
        found.save()
    return found.receipt


def translation() -> int:
    """A Spanish page that was begun and has no words yet."""
    original = _french(CommuniquePage, slug=NOT_TRANSLATED)
    spanish = Locale.objects.get(language_code="es")
    begin(original, spanish, _member("traduction"))
    return in_language(original, spanish).pk


FACTS = {
    made.__name__: made
    for made in (
        home,
        section,
        published,
        dossier,
        form,
        draft,
        submitted,
        waiting_step,
        unwanted,
        outdated,
        message,
        translation,
    )
}


def address_of(screen: Screen) -> str:
    """The address of a screen; what it shows is made if it is not there."""
    arguments = [FACTS[one]() if one in FACTS else one for one in screen.arguments]
    return reverse(screen.name, args=arguments) + screen.query


def session_of(member: str) -> dict[str, str]:
    """The cookie of a member of the demonstration who has signed in."""
    client = Client()
    client.force_login(_member(member))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}
