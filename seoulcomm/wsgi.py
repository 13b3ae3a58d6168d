"""What gunicorn serves: `gunicorn seoulcomm.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seoulcomm.settings")

application = get_wsgi_application()
