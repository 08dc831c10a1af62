"""Who may come in: invitation, second factor, sessions, recovery, leaving, and the log of it all.

Wagtail's login stays the door; allauth proves the second factor. `middleware` keeps every address
of the admin closed to whoever must have one and has not shown it; `views` and `security` are the
screens, `authority` says who may act on whom.
"""
