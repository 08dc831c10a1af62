"""The demo's forms: a page with questions, in every language the same ones."""

from contact.models import ContactPage, ContactSettings, FormField

from .pages import PageBuilder
from .words import read, stable_uuid


class ContactBuilder(PageBuilder):
    """A page with a form; its words have a table `form` with what is the same everywhere."""

    model = ContactPage

    def required_facts(self) -> dict:
        """Kind, recipients, retention."""
        names = ("kind", "to_address", "retention_days")
        return {name: self.words.facts["form"][name] for name in names}

    def write(self, page: ContactPage, language: str) -> None:
        """Adds what stands above the form, the form, and the thanks."""
        super().write(page, language)
        words = self.words.languages[language]
        blocks = self.stream(language).body(words["introduction"], "introduction")
        page.introduction = blocks
        page.form_title = words["form"]["title"]
        page.button_label = words["form"]["button"]
        page.thanks = words["form"]["thanks"]
        page.form_fields = list(self._questions(words["form"]["questions"], language))

    def _questions(self, worded: list[dict], language: str):
        facts = self.words.facts["form"]["questions"]
        for order, (fact, words) in enumerate(zip(facts, worded, strict=True)):
            yield FormField(
                sort_order=order,
                locale=self.registry.locales[language],
                translation_key=stable_uuid("question", self.words.key, fact["name"]),
                clean_name=fact["name"],
                field_type=fact["type"],
                required=fact.get("required", False),
                purpose=fact.get("purpose", ""),
                label=words["label"],
                help_text=words.get("help", ""),
                choices="\n".join(words.get("choices", [])),
            )


def build_notice() -> None:
    """Fills in what stands under the forms, once."""
    notice = ContactSettings.load()
    if notice.data_officer:
        return
    words = read("notice")
    notice.data_officer = words["data_officer"]
    notice.authority_url = words["authority_url"]
    for code, sentences in words.items():
        if isinstance(sentences, dict):
            for name, sentence in sentences.items():
                setattr(notice, f"{name}_{code}", sentence)
    notice.save()
