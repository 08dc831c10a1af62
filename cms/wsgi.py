"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

from cms import page_files, warm
from cms.page_cache import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = PageCache(get_wsgi_application())
page_files.watch()
warm.in_background(application)
