"""The screens of the guide: what one wants to do, one task, what was searched for."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from help.finding import LONGEST_QUERY, find
from help.readers import by_topic, is_for, readers_of, roles_of
from help.tasks import TOPICS, Task, tasks


class HelpView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of the guide, for every member."""

    header_icon = "help"
    page_title = _("Help")

    def get_context_data(self, **kwargs):
        """Adds the language of the admin, from which a text may differ."""
        return super().get_context_data(**kwargs) | {
            "admin_language": get_language(),
            "longest_query": LONGEST_QUERY,
        }


class IndexView(HelpView):
    """What one wants to do: the member's own tasks first, then everybody's; or what was found."""

    template_name = "help/index.html"

    def get_breadcrumbs_items(self):
        """Home and this screen."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Adds the tasks, or those that were searched for."""
        context = super().get_context_data(**kwargs)
        query = self.request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
        if query:
            found, whole = find(query, get_language())
            return context | {"query": query, "found": found, "whole": whole}
        roles = roles_of(self.request.user)
        everything = tasks().values()
        return context | {
            "own": by_topic(task for task in everything if is_for(task, roles)),
            "others": by_topic(task for task in everything if not is_for(task, roles)),
        }


class TaskView(HelpView):
    """One task, from what it is for to what helps when it fails."""

    template_name = "help/task.html"

    @cached_property
    def task(self) -> Task:
        """The task that the address names.

        Raises:
            Http404: there is none of that name.
        """
        try:
            return tasks()[self.kwargs["key"]]
        except KeyError:
            raise Http404("no such task") from None

    def get_page_title(self):
        """What one does."""
        return self.task.title

    def get_breadcrumbs_items(self):
        """Home, the guide, this task."""
        guide = {"url": reverse("help:index"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), guide, {"url": "", "label": self.task.title}]

    def get_context_data(self, **kwargs):
        """Adds the task and its neighbours."""
        return super().get_context_data(**kwargs) | {
            "task": self.task,
            "topic": TOPICS[self.task.topic],
            "readers": readers_of(self.task),
            "related": [tasks()[key] for key in self.task.related],
        }
