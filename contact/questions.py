"""What a form asks, apart from any database row: it can be sealed into the page and read back.

So the form can still be shown, with all that was typed, when the database is gone.
"""

from dataclasses import asdict, dataclass, field

from django.core import signing
from django.utils.translation import gettext as _

from contact.models.form_field import CONSENT, SECTOR, WITH_CHOICES
from sectors.models import Sector

SALT = "contact.questions"
# A name that no question of an editor can have.
ACKNOWLEDGE = "send-receipt"


@dataclass(frozen=True)
class Question:
    """A question as a reader sees it. The names are those that Wagtail's form builder reads."""

    clean_name: str
    field_type: str
    label: str
    help_text: str = ""
    required: bool = False
    purpose: str = ""
    default_value: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_answer(self) -> bool:
        """Whether what is said here belongs to the message."""
        return self.clean_name != ACKNOWLEDGE


def questions_of(page) -> list[Question]:
    """The questions of a form page, in its language."""
    sectors = None
    questions = []
    for row in page.form_fields.all():
        choices = row.keyed_choices() if row.field_type in WITH_CHOICES else []
        if row.field_type == SECTOR:
            sectors = sectors if sectors is not None else sector_choices()
            choices = sectors
        questions.append(
            Question(
                clean_name=row.clean_name or row.get_field_clean_name(),
                field_type=row.field_type,
                label=row.label,
                help_text=row.help_text,
                required=row.required or row.field_type == CONSENT,
                purpose=row.purpose or ("email" if row.field_type == "email" else ""),
                default_value=row.default_value,
                choices=choices,
            )
        )
    return questions


def sector_choices() -> list[tuple[str, str]]:
    """(key, name) of every sector, in the active language."""
    return [(sector.slug, str(sector)) for sector in Sector.objects.all()]


def acknowledgement(questions: list[Question]) -> Question | None:
    """The offer of an acknowledgement, where an e-mail address is asked for."""
    if not any(question.field_type == "email" for question in questions):
        return None
    return Question(
        clean_name=ACKNOWLEDGE,
        field_type="checkbox",
        label=_("Send me an e-mail that confirms the reception"),
        help_text=_("It says neither who you are nor what you wrote."),
    )


def sealed(questions: list[Question]) -> str:
    """The questions as a signed text for the page."""
    rows = [[*asdict(question).values()] for question in questions]
    return signing.dumps(rows, salt=SALT, compress=True)


def unsealed(text: str) -> list[Question]:
    """The questions that a page of ours held; none where it was not ours."""
    try:
        rows = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return []
    return [Question(*row) for row in rows]
