import os
from wsgiref.types import WSGIApplication

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings.production")
application: WSGIApplication = get_wsgi_application()

from django.conf import settings  # noqa: E402

from workshop.front import front  # noqa: E402
from workshop.page_files import PageFiles  # noqa: E402

if settings.KEEP_PAGES:
    # What was rendered by an earlier version of the code is no page of this one.
    PageFiles(settings.PAGES_DIR).prepare()
    application = front()
