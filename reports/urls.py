from django.urls import path, register_converter

from reports.converters import (
    CodeConverter,
    EndingConverter,
    MeasureConverter,
    SuffixConverter,
    WhenConverter,
)
from reports.views import (
    about,
    across,
    bridges,
    checking,
    contrast,
    counting,
    dates,
    finding,
    findings,
    front,
    lineage,
    revenue,
    settling,
    spending,
    taking,
    tasks,
    years,
)

register_converter(WhenConverter, "when")
register_converter(CodeConverter, "code")
register_converter(MeasureConverter, "measure")
register_converter(SuffixConverter, "suffix")
register_converter(EndingConverter, "ending")

_DATE = "<when:when><suffix:suffix>"
_ONE = "<int:pk><suffix:suffix>"

urlpatterns = [
    path("", front.home, name="home"),
    path("overview<ending:suffix>", front.home, name="overview"),
    path(f"execution/<str:office>/{_DATE}", dates.execution_table, name="execution"),
    path(
        "execution/<str:office>/<when:when>/today<suffix:suffix>",
        lineage.execution_in_todays,
        name="execution_today",
    ),
    path(f"ranking/<str:office>/{_DATE}", dates.ranking_tables, name="ranking"),
    path(f"settlement/<str:office>/{_DATE}", settling.settlement_table, name="settlement"),
    path(
        "register/<str:office>/<int:year><suffix:suffix>",
        settling.register_table,
        name="register",
    ),
    path("compare/<str:office>", across.compare_choose, name="compare_choose"),
    path(
        "compare/<str:office>/<when:then>/<when:now><suffix:suffix>",
        across.comparison,
        name="compare",
    ),
    path("budget/<str:office>/<int:year><suffix:suffix>", years.budget_of_year, name="budget"),
    path(f"bridge/<str:office>/{_DATE}", bridges.bridge_on, name="bridge"),
    path("trend/<code:office><suffix:suffix>", across.trend_of_office, name="trend"),
    path("lineage/<code:office><suffix:suffix>", lineage.lineage, name="lineage"),
    path("lineage/<str:office>/lines<suffix:suffix>", lineage.lineage_lines, name="lineage_lines"),
    path(
        "lineage/<str:office>/people<suffix:suffix>", lineage.lineage_people, name="lineage_people"
    ),
    path(
        "lineage/<str:office>/regrouped<suffix:suffix>",
        lineage.regrouped,
        name="regrouped",
    ),
    path(f"departments/{_ONE}", about.department, name="department"),
    path(f"programs/{_ONE}", about.program, name="program"),
    path(f"lines/{_ONE}", about.line, name="line"),
    path("figures/<int:pk>/<measure:measure><suffix:suffix>", about.figure, name="figure"),
    path("sums/<str:office>/<when:when>/<measure:measure><suffix:suffix>", about.total, name="sum"),
    path("checks<suffix:suffix>", checking.checks, name="checks"),
    path("documents/<code:key><suffix:suffix>", checking.document, name="document"),
    path("revenue/<str:office>/<int:year><suffix:suffix>", revenue.revenue, name="revenue"),
    path("findings<suffix:suffix>", findings.findings, name="findings"),
    path(f"findings/{_ONE}", findings.finding, name="finding"),
    path("tasks<suffix:suffix>", tasks.all_tasks, name="all_tasks"),
    path(
        "tasks/<code:office>/<int:year><suffix:suffix>", tasks.entered_tasks, name="entered_tasks"
    ),
    path("tasks/<code:document><suffix:suffix>", tasks.tasks_of_document, name="tasks"),
    path(f"expense/<str:office>/{_DATE}", spending.expense, name="expense"),
    path("statistics<suffix:suffix>", counting.statistics, name="statistics"),
    path(f"statistics/{_ONE}", counting.statistic, name="statistic"),
    path("search", finding.search_page, name="search"),
    path("terms", finding.terms, name="terms"),
    path("contrast", contrast.contrast, name="contrast"),
    path("data/", taking.data, name="data"),
    path("data/figures.zip", taking.package, name="package"),
    path("data/datapackage.json", taking.datapackage, name="datapackage"),
    path("api/", taking.api, name="api"),
    path("summary", taking.summary, name="summary"),
    path("summary.xlsx", taking.summary_xlsx, name="summary_xlsx"),
]
