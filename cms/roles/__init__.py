"""Who may do what: roles made for every installation, and rights that follow the tree.

Rights are Wagtail's own: a group has permissions on pages, and every language has its own pages.
`carrying` extends a right on a section to its translations; `catalogue` names the roles and
`groups` makes them; `views` explains them in the admin, under Settings.
"""
