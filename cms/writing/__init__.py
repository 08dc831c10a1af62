"""What the site has to say to members while they write: kind remarks, never an obstacle.

`texts` reads a page as it is stored, `lines` cuts running text; `structure`, `tongues` and
`spelling` look for something each, `review` puts it in order, `hooks` shows it in Wagtail's panel.
"""
