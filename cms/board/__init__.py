"""What greets a member who signs in: what there is to do, and nothing else.

Each panel answers one question, is shown only to those whom it concerns and only while it has an
answer. Other applications add theirs by the hook `construct_homepage_panels`, as Wagtail has it.
"""
