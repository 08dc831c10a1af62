"""Sectors, themes and organisations of the demo, and the site's own words."""

from cms.models import SiteSettings
from cms.settings.languages import LANGUAGE_BY_CODE
from sectors.models import Organisation, Sector, Theme

from .registry import Registry
from .words import read


def build_vocabulary(registry: Registry) -> None:
    """Makes what is missing; what exists keeps the editors' changes."""
    vocabulary = read("vocabulary")
    for order, (key, words) in enumerate(vocabulary["sectors"].items(), start=1):
        registry.sectors[key] = _get_or_make(Sector, key, {**words, "order": order})
    for key, words in vocabulary["themes"].items():
        registry.themes[key] = _get_or_make(Theme, key, words)
    for key, words in read("organisations").items():
        facts = {name: value for name, value in words.items() if name != "name"}
        facts.setdefault("name_fr", words["name"])
        registry.organisations[key] = _get_or_make(Organisation, key, facts)


def _get_or_make(model, key: str, facts: dict):
    slug = facts.get("slug", key)
    row, _made = model.objects.get_or_create(slug=slug, defaults={**facts, "slug": slug})
    return row


def build_site_words(registry: Registry) -> None:
    """Fills the words of the header and footer, once."""
    settings = SiteSettings.load()
    if settings.email:
        return
    words = read("site")
    settings.email = words["email"]
    settings.press_email = words["press_email"]
    settings.postal_address = "\n".join(words["address"])
    settings.join_page = registry.page("adherer")
    settings.logo = registry.pictures["keyboard-fist"]
    for code in LANGUAGE_BY_CODE:
        for name, value in words.get(code, {}).items():
            setattr(settings, f"{name}_{code}", value)
    settings.social_links = [("account", account) for account in words["social"]]
    settings.save()
