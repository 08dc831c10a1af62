"""The small site of the desk's tests, whose tree is looked over after every test."""

from tests.cms.desk.conftest import (
    _database,
    _home,
    _section,
    _sound_tree,
    admin,
    communique,
    home,
    section,
    translator,
)

__all__ = [
    "_database",
    "_home",
    "_section",
    "_sound_tree",
    "admin",
    "communique",
    "home",
    "section",
    "translator",
]
