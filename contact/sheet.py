"""A form as it is put before a reader: blank, or with what was typed and what is wrong with it.

Made from a page or, when the database is gone, from what the page had sealed into itself.
"""

import secrets
from collections.abc import Mapping
from functools import cached_property

from django.core import signing
from django.forms import BoundField
from django.utils.translation import gettext as _

from contact.form_builder import MessageForm, MessageFormBuilder
from contact.questions import Question, acknowledgement, questions_of, sealed, unsealed

# Hyphens: no question of an editor can have these names.
KEY, STAMP, QUESTIONS, TRAP = "form-key", "form-time", "form-questions", "your-website"
SALT = "contact.stamp"
LONGEST_KEY = 64


class Sheet:
    """What the templates of `contact/` show.

    Args:
        questions: what is asked.
        typed: what was sent, or None for a blank form.
        initial: answers to begin with.
        words: `title` and `button`, as the page words them.
    """

    def __init__(
        self,
        questions: list[Question],
        typed: Mapping | None = None,
        initial: Mapping | None = None,
        **words: str,
    ):
        self.questions = questions
        self.typed = typed
        self.title = words.get("title", "")
        self.button = words.get("button") or _("Send")
        self.problem = words.get("problem", "")
        form_class = MessageFormBuilder(questions).get_form_class()
        self.form: MessageForm = form_class(typed, initial=initial)

    @classmethod
    def of_page(cls, page, typed: Mapping | None = None, sector: str = "") -> "Sheet":
        """The form of a page, in its language."""
        questions = questions_of(page)
        offer = acknowledgement(questions) if page.original.acknowledge else None
        initial = {q.clean_name: sector for q in questions if q.field_type == "sector" and sector}
        return cls(
            [*questions, *([offer] if offer else [])],
            typed,
            initial,
            title=page.form_title,
            button=page.button_label,
        )

    @classmethod
    def from_typed(cls, typed: Mapping) -> "Sheet | None":
        """The form that was sent, as it described itself; None where it was not ours."""
        questions = unsealed(typed.get(QUESTIONS, ""))
        return cls(questions, typed) if questions else None

    @cached_property
    def key(self) -> str:
        """What makes two presses on the button one message."""
        typed = self.typed.get(KEY, "") if self.typed else ""
        return typed if 16 <= len(typed) <= LONGEST_KEY else secrets.token_urlsafe(18)

    @cached_property
    def stamp(self) -> str:
        """When the form was opened, signed."""
        typed = self.typed.get(STAMP, "") if self.typed else ""
        return typed if typed and len(typed) < 200 else signing.dumps("", salt=SALT)

    @property
    def sealed_questions(self) -> str:
        """The form's description of itself."""
        return sealed(self.questions)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """(name, value) of what the form says about itself."""
        return [(KEY, self.key), (STAMP, self.stamp), (QUESTIONS, self.sealed_questions)]

    @cached_property
    def fields(self) -> list[BoundField]:
        """The fields in order, the first wrong one marked to be focused."""
        fields = [self.form[question.clean_name] for question in self.questions]
        wrong = next((field for field in fields if field.errors), None)
        for field, question in zip(fields, self.questions, strict=True):
            field.kind = question.field_type
            field.is_box = question.field_type in ("checkbox", "consent")
            field.is_group = question.field_type in ("radio", "checkboxes")
            field.focused = field is wrong
            if field.focused and not field.is_group:
                field.field.widget.attrs["autofocus"] = True
        return fields

    @property
    def wrong(self) -> list[BoundField]:
        """The fields that are not right yet."""
        return [field for field in self.fields if field.errors]
