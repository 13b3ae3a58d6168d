"""The application with one address more: a view that does nothing, behind the same middleware."""

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

application = get_wsgi_application()

from seoulcomm import urls  # noqa: E402  (needs the applications that the line above loads)

urls.urlpatterns.insert(0, path("empty", lambda request: HttpResponse("")))
