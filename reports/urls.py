from django.urls import path, register_converter

from reports import views
from reports.converters import SuffixConverter, WhenConverter

register_converter(WhenConverter, "when")
register_converter(SuffixConverter, "suffix")

urlpatterns = [
    path("", views.home, name="home"),
    path(
        "execution/<str:office>/<when:when><suffix:suffix>", views.execution_table, name="execution"
    ),
    path("ranking/<str:office>/<when:when><suffix:suffix>", views.ranking_tables, name="ranking"),
    path("search", views.search_page, name="search"),
    path("terms", views.terms, name="terms"),
]
