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
    path("departments/<int:pk><suffix:suffix>", views.department, name="department"),
    path("programs/<int:pk><suffix:suffix>", views.program, name="program"),
    path("lines/<int:pk><suffix:suffix>", views.line, name="line"),
    path("figures/<int:pk>/<str:measure>", views.figure, name="figure"),
    path(
        "compare/<str:office>/<when:then>/<when:now><suffix:suffix>",
        views.comparison,
        name="compare",
    ),
    path("compare/<str:office>", views.compare_choose, name="compare_choose"),
    path("trend/<code:office><suffix:suffix>", views.trend_of_office, name="trend"),
    path("ranking/<str:office>/<when:when><suffix:suffix>", views.ranking_tables, name="ranking"),
    path("search", views.search_page, name="search"),
    path("terms", views.terms, name="terms"),
    path("data/", views.data, name="data"),
    path("data/figures.zip", views.package, name="package"),
    path("data/datapackage.json", views.datapackage, name="datapackage"),
    path("api/", views.api, name="api"),
    path("summary", views.summary, name="summary"),
    path("summary.xlsx", views.summary_xlsx, name="summary_xlsx"),
]
