"""The WSGI callable that an application server loads; ``ocop serve`` does, with the settings that were measured.

It does not load on the data of a demonstration, unless the demonstration itself is served.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - models can be asked from here on

from ocop.people.demonstration import refuse_invented_data  # noqa: E402

if not settings.TESTING:  # a test that reads every module serves nobody
    refuse_invented_data()
