"""The panels that page types share: title, summary, main picture, what is rarely needed.

Rare fields are folded away or stand on the second tab, so that the first one reads like the text
that is being written.
"""

from django.forms import TextInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.editing.advised_length import (
    SEARCH_DESCRIPTION_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    counted,
)


def folded(children: list, heading, **options) -> MultiFieldPanel:
    """Fields that most texts do without; they open with a click, or where one of them is wrong."""
    return MultiFieldPanel(children, heading=heading, classname="collapsed", **options)


def counted_area(advised: int) -> AdminAutoHeightTextInput:
    """A text area that grows with its text and counts it."""
    return AdminAutoHeightTextInput(attrs=counted(advised, "w-autosize"))


title_panel = TitleFieldPanel(
    "title",
    placeholder=_("Title"),
    help_text=_(
        "Say what happened and to whom, as a newspaper would. "
        "For example: Delivery riders win their first contract."
    ),
    widget=TextInput(attrs=counted(TITLE_LENGTH)),
)

summary_panel = FieldPanel("summary", widget=counted_area(SUMMARY_LENGTH))

picture_panel = MultiFieldPanel(
    [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_decorative")],
    heading=_("Picture"),
)

address_panel = MultiFieldPanel(
    [
        FieldPanel(
            "slug",
            heading=_("End of the address"),
            help_text=_("It follows the title by itself until the page is published."),
        ),
        FieldPanel("menu_title"),
    ],
    heading=_("Address and menus"),
)

sharing_panel = MultiFieldPanel(
    [
        FieldPanel(
            "seo_title",
            heading=_("Title in search engines"),
            help_text=_("Leave it empty to use the page's title."),
        ),
        FieldPanel(
            "search_description",
            heading=_("Description in search engines and shared links"),
            help_text=_("Leave it empty to use the summary."),
            widget=counted_area(SEARCH_DESCRIPTION_LENGTH),
        ),
        FieldPanel("share_picture"),
    ],
    heading=_("When somebody finds or shares the page"),
)


def tabs_of(page_type) -> TabbedInterface:
    """The form of a page type, in tabs that say what they hold.

    Wagtail's own are "Content" and "Promote"; the third holds what stands in the side panels.
    """
    tabs = [
        (page_type.content_panels, _("Text")),
        (page_type.promote_panels, _("Address and sharing")),
        (page_type.settings_panels, _("Publication and comments")),
    ]
    return TabbedInterface(
        [ObjectList(panels, heading=heading) for panels, heading in tabs if panels],
        base_form_class=page_type.base_form_class,
    ).bind_to_model(page_type)
