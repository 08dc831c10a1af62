"""The editor: what members see and are spared while they write.

Page types take their panels, forms and preview modes from here; the hooks bring the scripts.
"""
