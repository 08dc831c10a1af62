"""The shared kit of models: the base page, its mixins, media, navigation, site settings."""

from .base import BasePage
from .generation import GenerationNumber
from .media import Picture, Rendition, SiteDocument
from .members import Invitation, MemberSession
from .mixins import BodyMixin, PictureMixin, SummaryMixin
from .navigation import Navigation, NavigationItem
from .rights import CarriedPermission, RoleGroup
from .settings import SiteSettings
from .translation import TranslationJob, TranslationProgress
from .trash import TrashEntry

__all__ = [
    "BasePage",
    "BodyMixin",
    "CarriedPermission",
    "GenerationNumber",
    "Invitation",
    "MemberSession",
    "Navigation",
    "NavigationItem",
    "Picture",
    "PictureMixin",
    "Rendition",
    "RoleGroup",
    "SiteDocument",
    "SiteSettings",
    "SummaryMixin",
    "TranslationJob",
    "TranslationProgress",
    "TrashEntry",
]
