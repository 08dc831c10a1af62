"""What belongs to a page (its rows, its many-to-many fields), found once a model.

modelcluster goes through all fields and relations of the model each time that a page is made of a
row: a tenth of what an article costs (measured), and more in the admin's lists. This can be deleted
whole once it keeps them itself.
"""

from collections.abc import Callable
from functools import wraps

from django.apps import apps
from modelcluster import models


def install() -> None:
    """Called once, when all models are loaded."""
    models.get_all_child_relations = _found_once(models.get_all_child_relations)
    models.get_all_child_m2m_relations = _found_once(models.get_all_child_m2m_relations)


def _found_once(find: Callable[..., list]) -> Callable[..., list]:
    """The same function, for a model or a row of it; the models of migrations are left alone."""
    found: dict[type, list] = {}

    @wraps(find)
    def ask(model) -> list:
        meta = model._meta
        if meta.apps is not apps:
            return find(model)
        if meta.model not in found:
            found[meta.model] = find(model)
        return found[meta.model]

    return ask
