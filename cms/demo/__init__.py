"""The demonstration site: words in `content/*.toml`, a builder per kind of page, our own pictures.

`manage.py load_demo` runs it (`make run` does so once). Nothing else imports it.
"""
