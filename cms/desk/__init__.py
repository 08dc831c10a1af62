"""The translators' desk: what is to translate, where the work is done, and what keeps it safe.

`matrix` reads the state of every page in every language; `submission`, `changes`, `po`, `machine`
and `jobs` do the work; `guards` closes the traps of wagtail-localize; `views` shows it all in the
admin, under "Translations".
"""
