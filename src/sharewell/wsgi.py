"""The entrance for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")
application = get_wsgi_application()
# What was loaded until now lives as long as the process: looking through it for rubbish would stop pages for nothing.
gc.collect()
gc.freeze()
