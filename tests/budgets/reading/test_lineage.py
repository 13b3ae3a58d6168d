"""What several reports together tell, over the folder of fixtures that they are written to."""

import json

from budgets.reading.misreadings import misreadings
from budgets.reading.report import read
from budgets.reading.shelf import in_order, put

HEAD = "부서/사업명\t예산현액\t원인행위액\t집행액\t집행률\n"


def report(year, office, division, lines=("둔치 정비", "나루 운영", "물길 정비")):
    """One division with one program of three lines: 500, 200 and 100."""
    rows = [f"합계\t800\t400\t400\t50.0%\n{division}\t800\t400\t400\t50.0%\n"]
    rows += ["강물 가꾸기\t790\t395\t395\t50.0%\n"]
    amounts = ["490\t245\t245\t50.0%", "200\t100\t100\t50.0%", "100\t50\t50\t50.0%"]
    rows += [f"{name}\t{cells}\n" for name, cells in zip(lines, amounts, strict=True)]
    rows += ["기본경비\t10\t5\t5\t50.0%\n"]
    front = f"주요업무 보고\n\n{year}. 7. 10.\n\n{office}\n\n(2{str(year)[1:]}. 6. 30. 기준, 단위 : 천원)\n\n"
    return read(front + HEAD + "".join(rows))


def fields(folder, name, model):
    objects = json.loads((folder / name).read_text("utf-8"))
    return [each["fields"] for each in objects if each["model"] == model]


def contents(folder):
    return {path.name: path.read_text("utf-8") for path in in_order(folder)}


OLD = report(2028, "강변기획관", "물빛담당관")
NEW = report(2030, "강변기획관", "윤슬담당관")


def test_a_department_under_a_new_name_is_inferred_from_its_work(tmp_path):
    put([OLD, NEW], tmp_path)
    (link,) = fields(tmp_path, "99-lineage.json", "departments.succession")
    assert (link["before"], link["after"]) == (["강변기획관/물빛담당관"], ["강변기획관/윤슬담당관"])
    assert (link["kind"], link["evidence"]) == ("명칭 변경", "추정")
    assert (link["not_before"], link["not_after"]) == ("2028-07-01", "2030-06-30")


def test_a_day_that_no_report_states_is_the_outermost_that_is_possible(tmp_path):
    put([OLD, NEW], tmp_path)
    spans = {
        f["name"]: (f["valid_from"], f["valid_to"], f["valid_from_exact"] or f["valid_to_exact"])
        for f in fields(tmp_path, "00-organisation.json", "departments.department")
    }
    assert spans["물빛담당관"] == (None, "2030-06-29", False)
    assert spans["윤슬담당관"] == ("2028-07-01", None, False)


def test_reports_read_one_by_one_in_any_order_give_what_they_give_at_once(tmp_path):
    put([OLD, NEW], tmp_path / "at once")
    put([NEW], tmp_path / "one by one")
    put([OLD], tmp_path / "one by one")
    assert contents(tmp_path / "at once") == contents(tmp_path / "one by one")


def test_a_department_that_only_its_teams_name_is_there(tmp_path):
    teams = "\n주요기능\n윤슬담당관\n둔치팀\n· 둔치 정비\n예 산\n"
    put([read(f"주요업무 보고\n2030. 7. 10.\n강변기획관\n{teams}")], tmp_path)
    codes = [f["code"] for f in fields(tmp_path, "00-organisation.json", "departments.department")]
    assert codes == ["강변기획관", "강변기획관/윤슬담당관"]


def test_reading_twice_changes_no_file(tmp_path):
    assert put([OLD, NEW], tmp_path)
    assert put([OLD, NEW], tmp_path) == []


def test_a_name_one_letter_from_what_two_other_reports_print_was_misread():
    names = {"시정여론조사 운영": {"2019", "2023"}, "시정어론조사 운영": {"2022"}}
    assert misreadings(names) == {"시정어론조사 운영": "시정여론조사 운영"}


def test_another_word_is_no_misreading():
    assert misreadings({"시정여론조사 운영": {"a", "b"}, "시정만족조사 운영": {"c"}}) == {}
    assert misreadings({"시정여론조사 운영": {"a"}, "시정어론조사 운영": {"b"}}) == {}
