"""The members' guide, inside the admin: one task a text, with pictures of our own screens.

It stands above the other applications: it may read what they are called, and none of them knows it.
"""
