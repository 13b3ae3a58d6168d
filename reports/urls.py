from django.urls import path, register_converter

from reports import views
from reports.converters import CodeConverter, SuffixConverter, WhenConverter

register_converter(WhenConverter, "when")
register_converter(CodeConverter, "code")
register_converter(SuffixConverter, "suffix")

urlpatterns = [
    path("", views.home, name="home"),
    path(
        "execution/<str:office>/<when:when><suffix:suffix>", views.execution_table, name="execution"
    ),
    path(
        "compare/<str:office>/<when:then>/<when:now><suffix:suffix>",
        views.comparison,
        name="compare",
    ),
    path("trend/<code:office><suffix:suffix>", views.trend_of_office, name="trend"),
    path("compare/<str:office>", views.compare_choose, name="compare_choose"),
]
