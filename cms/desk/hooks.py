"""Where Wagtail's admin meets the desk: menu, addresses, buttons, and guards around its views."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.desk.bulk import UnpublishWithTranslations
from cms.desk.buttons import replace_those_of_wagtail_localize
from cms.desk.changes import Work
from cms.desk.families import original_of, translations_into
from cms.desk.guards import followers
from cms.desk.memory import absorb
from cms.desk.permissions import may_use_desk, may_work_on
from cms.desk.publication import NotPublishableError, prepare
from cms.desk.urls import urlpatterns

# After Wagtail's own action, which it replaces.
hooks.register("register_bulk_action", UnpublishWithTranslations, order=10)
replace_those_of_wagtail_localize()


@hooks.register("register_admin_urls", order=-100)
def add_addresses():
    """The first address that fits is taken: ours replace those of wagtail-localize."""
    return urlpatterns


class DeskMenuItem(MenuItem):
    """The desk in the menu, for those who may edit some page."""

    def is_shown(self, request):
        """Whether the member sees it."""
        return may_use_desk(request.user)


@hooks.register("register_admin_menu_item")
def add_to_menu():
    """Under the pages."""
    return DeskMenuItem(
        gettext_lazy("Translations"),
        reverse("translation_desk:index"),
        name="translations",
        icon_name="globe",
        order=150,
    )


@hooks.register("construct_reports_menu")
def drop_the_other_report(request, menu_items):
    """The desk says more than wagtail-localize's report."""
    menu_items[:] = [item for item in menu_items if "localize/reports" not in item.url]


@hooks.register("before_edit_page", order=-10)
def guard_the_editor(request, page: Page):
    """Stands before wagtail-localize's editor, which it opens, refuses or keeps from failing."""
    if request.method == "POST" and "localize-restart-translation" in request.POST:
        stopped = Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=False
        ).first()
        if stopped:
            absorb(stopped, request.user)
        return None
    translations = list(translations_into(page)[:2])
    if not translations:
        return None
    translation = translations[0]
    if len(translations) > 1:
        # The editor would answer 500; saving at the desk leaves one source.
        messages.warning(request, _("This page was translated from two originals at once."))
        return redirect("translation_desk:work", page.pk)
    if request.method == "POST" and request.POST.get("action") == "publish":
        if not may_work_on(request.user, page):
            raise PermissionDenied
        try:
            prepare(translation, request.user)
        except NotPublishableError as fault:
            messages.error(request, str(fault))
            return redirect("translation_desk:work", page.pk)
    elif request.method == "GET" and Work.of(translation).has_strange_fields:
        messages.warning(request, _("Since this page was begun, its type has changed."))
        return redirect("translation_desk:work", page.pk)
    return None


@hooks.register("after_unpublish_page")
def unpublish_translations(request, page: Page):
    """Takes offline the translations that the editor ticked and may unpublish."""
    chosen = request.POST.getlist("translations")
    wanted = [int(pk) for pk in chosen if pk.isdecimal()]
    family = Page.objects.filter(translation_key=page.translation_key, live=True, pk__in=wanted)
    count = 0
    for translation in family.exclude(pk=page.pk):
        if translation.permissions_for_user(request.user).can_unpublish():
            translation.specific.unpublish(user=request.user)
            count += 1
    if count:
        words = ngettext(
            "%(count)d translation was unpublished too.",
            "%(count)d translations were unpublished too.",
            count,
        )
        messages.success(request, words % {"count": count})


@hooks.register("before_move_page")
def move_with_its_translations(request, page: Page, destination: Page):
    """Refuses to move an original whose translations would go along against the member's rights."""
    held = languages_that_hold(request.user, page, destination)
    if not held:
        return None
    messages.error(request, _held_words(page, held))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def move_many_with_their_translations(request, action_type, pages, action):
    """The same, for pages that are moved together: all of them or none."""
    if action_type != "move":
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    refused = {
        page: held
        for page in pages
        if (held := languages_that_hold(request.user, page, destination))
    }
    for page, held in refused.items():
        messages.error(request, _held_words(page, held))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk) if refused else None


def languages_that_hold(user, page: Page, destination: Page) -> list[str]:
    """The languages in which a member may not move the translations that go with a page."""
    return [
        translation.locale.get_display_name()
        for translation, place in followers(page, page.get_parent(), destination)
        if not translation.permissions_for_user(user).can_move_to(place)
    ]


def _held_words(page: Page, languages: list[str]) -> str:
    return _(
        "“%(title)s” stays where it is: its translations would move too, and these are not yours "
        "to move: %(languages)s."
    ) % {"title": page.get_admin_display_title(), "languages": ", ".join(languages)}


@hooks.register("after_move_page")
def say_what_stayed(request, page: Page):
    """Names the translations that could not follow a moved original."""
    page = Page.objects.get(pk=page.pk)
    if original_of(page).pk != page.pk:
        return
    parent = page.get_parent()
    family = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    stayed = [
        one.locale.get_display_name()
        for one in family.select_related("locale")
        if one.get_parent().translation_key != parent.translation_key
    ]
    if stayed:
        messages.warning(
            request,
            _("These translations stayed where they were, for the new place lacks: %(languages)s.")
            % {"languages": ", ".join(stayed)},
        )
