"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.starting import process_started

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_wsgi_application()
process_started.send(sender="factcheck", process="web")
