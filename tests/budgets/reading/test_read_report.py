"""The command: what it says of a report that it refuses."""

import io

import pytest
from django.core.management import CommandError, call_command

TABLE = """\
부서/사업명\t예산현액\t원인행위액\t집행액\t집행률
합 계\t1,000\t600\t500\t50.0%
물빛담당관\t1,000\t600\t500\t50.0%
둔치 정비\t1,OOO\t600\t500\t50.0%
"""


def test_a_report_that_is_refused_for_its_day_still_names_every_problem(tmp_path):
    report = tmp_path / "report.txt"
    caption = "(2030. 6. 30. 기준, 단위 : 천원)\n"
    report.write_text(f"주요업무 보고\n강변기획관\n{caption}{TABLE}", "utf-8")
    said = io.StringIO()
    with pytest.raises(CommandError, match="보고 날짜를 찾지 못했습니다"):
        call_command("read_report", report, into=tmp_path / "fixtures", stderr=said)
    assert "report.txt:7 표를 읽지 않음: 둔치 정비: ‘1,OOO’" in said.getvalue()
    assert not (tmp_path / "fixtures").exists()
