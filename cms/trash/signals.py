"""What the trash tells applications that it does not know, such as search."""

from django.dispatch import Signal

# A page and what is below it are there again; `path` is theirs in the tree.
tree_restored = Signal()
