"""Translating a page or a whole section: which languages, and how far it is."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page

from cms.desk import jobs, machine
from cms.desk.matrix import site_locales
from cms.desk.permissions import may_translate
from cms.desk.submission import begin
from cms.desk.views.base import DeskView
from cms.models import TranslationJob


class SectionForm(forms.Form):
    """Into which languages."""

    languages = forms.ModelMultipleChoiceField(
        queryset=Locale.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label=_("Languages"),
    )
    below = forms.BooleanField(required=False, label=_("With all the pages below it"))
    machine = forms.BooleanField(
        required=False,
        label=_("Let the machine write a draft"),
        help_text=_("Nobody sees it before a person has read and published it."),
    )

    def __init__(self, *args, locales, count, **kwargs):
        super().__init__(*args, **kwargs)
        if count > 1:
            words = ngettext("%(count)d page in all.", "%(count)d pages in all.", count)
            self.fields["below"].help_text = words % {"count": count}
        else:
            del self.fields["below"]
        field = self.fields["languages"]
        field.queryset = Locale.objects.filter(pk__in=[locale.pk for locale in locales])
        field.label_from_instance = lambda locale: locale.get_display_name()
        if not machine.is_available():
            del self.fields["machine"]


class SectionView(DeskView):
    """Asks which languages a page is translated into, and whether its section is too.

    A section, and what a machine writes, is work for the queue.
    """

    template_name = "desk/section.html"

    @cached_property
    def page(self) -> Page:
        """The page at the head of the section."""
        page = get_object_or_404(Page, pk=self.kwargs["page_id"], depth__gt=1)
        if page.alias_of_id:
            raise Http404("an alias")
        return page

    @cached_property
    def locales(self) -> list[Locale]:
        """The languages that the member may translate it into.

        Raises:
            PermissionDenied: there is none.
        """
        others = [locale for locale in site_locales() if locale.pk != self.page.locale_id]
        allowed = [one for one in others if may_translate(self.request.user, self.page, one)]
        if not allowed:
            raise PermissionDenied
        return allowed

    @cached_property
    def count(self) -> int:
        """How many pages the section has."""
        return jobs.pages_of(self.page).count()

    def get_page_title(self):
        """What is asked."""
        return _("Translate")

    def get_page_subtitle(self):
        """Of which page."""
        return self.page.get_admin_display_title()

    def _form(self, *args) -> SectionForm:
        return SectionForm(*args, locales=self.locales, count=self.count)

    def get_context_data(self, **kwargs):
        """Adds the form and the page."""
        return {"form": self._form(), "head": self.page, **super().get_context_data(**kwargs)}

    def post(self, request, *args, **kwargs):
        """Begins the drafts, or the job that does."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        locales = list(form.cleaned_data["languages"])
        below = form.cleaned_data.get("below", False)
        by_machine = form.cleaned_data.get("machine", False)
        if below or by_machine:
            job = jobs.start(self.page, locales, request.user, below, by_machine)
            return redirect("translation_desk:job", job.pk)
        for locale in locales:
            begin(self.page, locale, request.user)
        if len(locales) == 1:
            return redirect("translation_desk:begin", self.page.pk, locales[0].language_code)
        return redirect("translation_desk:index")


class JobView(DeskView):
    """How far a job is; the script of the screen asks again every two seconds."""

    template_name = "desk/job.html"

    @cached_property
    def job(self) -> TranslationJob:
        """The job, shown to everybody who may use the desk."""
        jobs_ = TranslationJob.objects.select_related("page", "user")
        return get_object_or_404(jobs_, pk=self.kwargs["job_id"])

    def get_page_title(self):
        """What is being done."""
        return _("Translation under way")

    def get_context_data(self, **kwargs):
        """Adds the job."""
        names = {one.language_code: one.get_display_name() for one in Locale.objects.all()}
        return super().get_context_data(**kwargs) | {
            "job": self.job,
            "languages": [(code, names.get(code, code)) for code in self.job.languages],
            "problems": [
                {**problem, "language": names.get(problem["language"], problem["language"])}
                for problem in self.job.problems
            ],
        }

    def post(self, request, *args, **kwargs):
        """Does the same again: what exists is passed over."""
        job = self.job
        locales = [
            locale
            for locale in Locale.objects.filter(language_code__in=job.languages)
            if may_translate(request.user, job.page, locale)
        ]
        if not locales:
            raise PermissionDenied
        again = jobs.start(job.page, locales, request.user, job.below, job.machine)
        return redirect("translation_desk:job", again.pk)
