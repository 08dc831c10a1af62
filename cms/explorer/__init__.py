"""Lists of pages in the admin: what is written, in which languages, and how far each is.

`listing` holds what every list shares with the tree of all pages; applications make lists of their
own kinds from it (`sectors.admin_listing`). `menu` gives the admin's menu the words of members.
"""
