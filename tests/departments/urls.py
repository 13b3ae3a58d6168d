"""The application with one page more, on which somebody types figures."""

from django.http import JsonResponse
from django.urls import path

from departments.door import signed_in
from seoulcomm import urls


@signed_in
def typing(request):
    return JsonResponse(dict(request.POST.lists()))


urlpatterns = [*urls.urlpatterns, path("typing", typing, name="typing")]
