"""The members' side of messages, in Wagtail's admin: list, message, export, requests about data.

Every view asks `contact.access` which messages it may touch. What a member may not see answers 404,
as if it did not exist.
"""
