"""Where readers go who ask for a page that was taken offline, deleted, or is back.

Wagtail makes redirects when a page is moved or gets another address, and never takes one away. Here
a member may lead readers on from a page that goes; when a page is live at an address again, every
redirect from there goes, so that none waits behind it for the day on which it goes offline.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.dispatch import receiver
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, post_page_move

from cms.desk.families import in_language
from cms.visibility import visible

BATCH = 400
HOME_DEPTH = 2


class LeadForm(forms.Form):
    """Where readers of a page that goes are led."""

    NOWHERE, ABOVE, PAGE = "nowhere", "above", "page"

    lead = forms.ChoiceField(
        label=_("Readers who have the old address"),
        choices=[
            (NOWHERE, _("are told that the page is not there")),
            (ABOVE, _("are led to the section above")),
            (PAGE, _("are led to another page:")),
        ],
        initial=NOWHERE,
        required=False,
        widget=forms.RadioSelect,
    )
    lead_page = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label=_("The other page"),
        required=False,
        widget=AdminPageChooser,
    )


@dataclass(frozen=True)
class Lead:
    """A choice: the section above, or a page."""

    page: Page | None = None

    @classmethod
    def of(cls, answers: dict) -> "Lead | None":
        """What the cleaned form says; None: nowhere."""
        way, page = answers.get("lead"), answers.get("lead_page")
        if way == LeadForm.ABOVE:
            return cls()
        return cls(page) if way == LeadForm.PAGE and page else None

    def target(self, page: Page, going: Iterable[Page]) -> Page | None:
        """Where the readers of one page go: never to one that readers cannot see, or that goes."""
        numbers = {one.pk for one in going}
        if self.page:
            local = in_language(self.page, page.locale)
            wanted = [one.pk for one in (local, self.page) if one]
            seen = visible(Page.objects.filter(pk__in=wanted)).exclude(pk__in=numbers)
            return seen.filter(pk=wanted[0]).first() or seen.first()
        above = page.get_ancestors().filter(depth__gte=HOME_DEPTH).order_by("-depth")
        return visible(above).exclude(pk__in=numbers).first()


def lead_on(pages: Iterable[Page], lead: Lead | None, user) -> int:
    """Makes redirects from live pages that are about to go, for who may publish them; how many.

    They are temporary ones: a browser keeps the others for ever, and the page may come back.
    """
    pages = list(pages)
    made = 0
    for page in pages if lead else ():
        if not page.live or not page.permissions_for_user(user).can_publish():
            continue
        target = lead.target(page, pages)
        for site, path in addresses([page]) if target else ():
            Redirect.objects.update_or_create(
                site=site,
                old_path=path,
                defaults={
                    "redirect_page": target,
                    "redirect_page_route_path": "",
                    "redirect_link": "",
                    "is_permanent": False,
                },
            )
            made += 1
    return made


def lead_on_as_asked(request, pages: Iterable[Page]) -> None:
    """Reads the form from a request, makes the redirects and tells the member."""
    form = LeadForm(request.POST)
    answers = form.cleaned_data if form.is_valid() else {}
    say_led(request, answers, lead_on(pages, Lead.of(answers), request.user))


def say_led(request, answers: dict, made: int) -> None:
    """Says how many addresses lead on, and where nothing came of the wish."""
    if made:
        words = ngettext(
            "The old address leads readers on.",
            "%(count)d old addresses lead readers on.",
            made,
        )
        messages.info(request, words % {"count": made})
    elif answers.get("lead") in (LeadForm.ABOVE, LeadForm.PAGE):
        messages.warning(
            request,
            gettext(
                "Readers are led nowhere: the page was not online, or there is none online to "
                "lead them to."
            ),
        )


def addresses(pages: Iterable[Page]) -> list[tuple[Site, str]]:
    """The addresses of pages, as redirects have them; a home page has none that could lead on."""
    sites = Site.objects.in_bulk()
    found = []
    for page in pages:
        parts = page.get_url_parts() if page.depth > HOME_DEPTH else None
        if parts and parts[2]:
            found.append((sites[parts[0]], Redirect.normalise_path(parts[2])))
    return found


def forget_leads(pages: Iterable[Page]) -> None:
    """Removes every redirect from the addresses of live pages."""
    known = addresses(pages)
    for start in range(0, len(known), BATCH):
        some = known[start : start + BATCH]
        found = Redirect.objects.filter(old_path__in={path for _site, path in some})
        for redirect in found:
            if redirect.site_id is None or any(
                site.pk == redirect.site_id and path == redirect.old_path for site, path in some
            ):
                redirect.delete()


@receiver(page_published)
def page_is_there(instance: Page, **kwargs) -> None:
    """A page is live at its address."""
    forget_leads([instance])


@receiver(post_page_move)
@receiver(page_slug_changed)
def pages_are_elsewhere(instance: Page, **kwargs) -> None:
    """A page, and what is below it, have other addresses."""
    forget_leads(Page.objects.filter(path__startswith=instance.path).live())
