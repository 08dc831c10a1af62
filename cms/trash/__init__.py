"""The trash: what members delete can be brought back for a month, then it is gone for good.

What is in the trash is really deleted, so that no list, chooser or search has to know of it: the
rows are taken out of their tables and kept in `TrashEntry`, the files are moved out of reach. To
bring something back is to write the same rows again, under the same numbers.
"""
