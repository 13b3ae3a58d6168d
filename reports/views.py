from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.models import Figure
from reports.overview import overview


@require_safe
def home(request):
    return render(request, "reports/home.html", {"overview": overview(Figure.objects.published())})
