"""How the pictures of the guide are made: `manage.py draw_help` photographs our own admin.

`pictures.py` lists what is photographed, `scenes.py` makes what it shows, `camera.py` holds the
browser. Nothing of it is used by the site itself.
"""
