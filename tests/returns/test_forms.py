"""Forms out and back: what a form holds, what it hides, and that it comes back the same from LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace

import openpyxl
import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.records import ReturnFile, StoredPeriod
from greenplan_desktop.returns import decide
from greenplan_desktop.returns.as_json import review_json
from greenplan_desktop.returns.form import form_bytes, form_name, forms_for, plan_form
from greenplan_desktop.returns.formbook import FIRST_ROW, HEAD_ROW, SHEET
from greenplan_desktop.returns.formsheet import read_form
from greenplan_desktop.returns.headers import FORM_HEADINGS
from greenplan_desktop.workbooks.reader import WorkbookReader

from .bending import Q2, brief, review
from .loading import as_read_file, from_openpyxl
from .plans import TITLES as T
from .plans import UNITS, plan, small, task
from .test_review import report

SCIENCE, EDUCATION = UNITS[0], UNITS[1]
COLUMN = {key: i for i, key in enumerate(FORM_HEADINGS, start=1)}


def blank(snapshot=None, unit=SCIENCE, period=Q2, **more) -> openpyxl.Workbook:
    content = form_bytes(plan_form(snapshot or small(), period, unit, **more))
    return openpyxl.load_workbook(io.BytesIO(content))


def put(book, row: int, **values) -> None:
    ws = book.worksheets[0]
    for key, value in values.items():
        ws.cell(FIRST_ROW + row, COLUMN[key]).value = value


def came_back(book, name: str = "区科技局.xlsx", **more):
    return review_json(review(as_read_file(name, from_openpyxl(book)), **more))["files"][0]


def test_forms_are_for_units_that_owe_something() -> None:
    assert [u.short_name for u in forms_for(small(), Q2)] == [
        "区科技局",
        "区教委",
        "区经济信息委",
        "区林业局",
    ]
    opened = small(group_members=((7, 5),))
    assert "松坪镇" in [u.short_name for u in forms_for(opened, Q2)]
    with pytest.raises(InputError, match="没有需要填报的任务"):
        plan_form(small(), Q2, UNITS[4])
    paused = small(tasks=tuple(replace(t, life="closed") if t.number == "2" else t for t in small().tasks))
    assert [r.task.number for r in plan_form(paused, Q2, UNITS[2]).rows] == ["3"]


def test_what_stands_on_a_form() -> None:
    stored = (report(1, 1, 1, status="on_track", percent_tenths=255, achievement="一季度开工"),)
    snapshot = small(
        reports=stored,
        periods=(StoredPeriod(1, "p1", 1, "2023Q1"), StoredPeriod(2, "p2", 1, "2023Q2", "2023-07-05")),
    )
    book = blank(snapshot, contact="王五 023-1")
    assert [(ws.title, ws.sheet_state) for ws in book.worksheets] == [
        ("进展填报", "visible"),
        ("填表说明", "visible"),
        ("greenplan", "hidden"),
    ]
    ws = book.worksheets[0]
    assert "2023年第二季度" in ws["A1"].value
    top = [ws.cell(2, c).value for c in (1, 5, 8)]
    assert top == ["填报单位：区科技局（盖章）", "报送截止：2023年7月5日", "联系人及电话：王五 023-1"]
    assert [ws.cell(HEAD_ROW, c).value for c in range(1, 12)] == list(FORM_HEADINGS.values())
    first = [ws.cell(FIRST_ROW, c).value for c in range(1, 12)]
    assert first[:5] == [
        "1",
        T["1"],
        f"要做：{T['1']}",
        "责任",
        "2023年第一季度：正常推进，25.5%\n一季度开工",
    ]
    assert first[5:] == [None] * 6
    assert ws.cell(FIRST_ROW, COLUMN["last"]).font.color.rgb == "00808080"
    foot = [ws.cell(FIRST_ROW + 14, c).value for c in (2, 5, 8, 10)]
    assert foot == ["填报人：", "审核人：", "联系电话：", "填报日期："]


def test_the_hidden_sheet_keeps_what_was_reported() -> None:
    stored = (
        report(1, 1, 1, status="on_track", percent_tenths=255, achievement="上期"),
        report(1, 1, 2, achievement="本期"),
    )
    workbook = from_openpyxl(blank(small(reports=stored)))
    form = read_form(workbook)
    assert form is not None
    assert (form.plan, form.period, form.unit) == ("plan-1", "2023Q2", "u1")
    first, second = form.rows[:2]
    assert (first.row, first.key, first.values.achievement) == (FIRST_ROW, "t1", "本期")
    assert (first.last_period, first.last.achievement, first.last.percent_tenths) == ("2023Q1", "上期", 255)
    assert (second.values.is_blank, second.last_period, second.last.is_blank) == (True, "", True)


def test_only_cells_to_fill_are_unlocked_and_rows_may_be_made_higher() -> None:
    ws = blank().worksheets[0]
    assert ws.protection.sheet is True
    assert ws.protection.formatRows is False  # False: not forbidden
    assert ws.protection.formatColumns is True
    unlocked = {(c.row, c.column) for row in ws.iter_rows() for c in row if not c.protection.locked}
    fields = {COLUMN[k] for k in ("status", "percent", "achievement", "problems", "next_steps", "remarks")}
    tasks = {(FIRST_ROW + r, c) for r in range(13) for c in fields}
    assert tasks <= unlocked
    assert {row for row, _ in unlocked - tasks} == {FIRST_ROW + 14}


def test_status_list_percent_limits_number_texts_and_print() -> None:
    ws = blank(small(tasks=(task(1, "1.10", "修路"),))).worksheets[0]
    rules = {str(v.sqref): v for v in ws.data_validations.dataValidation}
    assert rules["F4"].formula1 == '"未启动,正常推进,进展滞后,已完成"'
    assert (rules["G4"].type, rules["G4"].formula1, rules["G4"].formula2) == ("decimal", "0", "100")
    assert (ws["A4"].value, ws["A4"].data_type, ws["A4"].number_format) == ("1.10", "s", "@")
    assert (ws.page_setup.paperSize, ws.page_setup.orientation, ws.print_title_rows) == (
        9,
        "landscape",
        "$3:$3",
    )
    assert (ws.page_setup.fitToWidth, ws.page_setup.fitToHeight) == (1, 0)


def test_texts_that_begin_like_formulas_stay_texts() -> None:
    ws = blank(small(tasks=(task(1, "1", "=1+1", text="=cmd|x"),))).worksheets[0]
    assert (ws["B4"].value, ws["B4"].data_type, ws["C4"].data_type) == ("=1+1", "s", "s")


def test_file_names() -> None:
    unit = replace(SCIENCE, short_name='区"科技"局/所')
    assert (
        form_name(plan(short_name="绿色:行动*计划"), Q2, unit)
        == "区_科技_局_所_绿色_行动_计划_2023年第二季度.xlsx"
    )
    assert form_name(plan(), Q2, SCIENCE) == "区科技局_云岭绿色_2023年第二季度.xlsx"
    long = form_name(plan(short_name="绿" * 300), Q2, replace(SCIENCE, short_name="局" * 300))
    assert len(long.encode()) <= 255


def filled(**more):
    book = blank(**more)
    put(
        book,
        0,
        status="正常推进",
        percent=45,
        achievement="甲\n二行",
        problems="难",
        next_steps="步",
        remarks="备",
    )
    put(book, 4, status="已完成", percent=100, achievement="乙")
    put(book, 5, achievement="只有文字")
    ws = book.worksheets[0]
    ws.cell(FIRST_ROW + 14, 3).value = "王五"
    ws.cell(FIRST_ROW + 14, 11).value = "2023年7月3日"
    return book


EXPECTED = [
    ("1", "on_track", 45.0, "甲\n二行", "难", "步", "备", []),
    ("5.1", "completed", 100.0, "乙", "", "", "", []),
    ("5.2", None, None, "只有文字", "", "", "", []),
]


def rows_of(result):
    keys = ("task", "status", "percent", "achievement", "problems", "next_steps", "remarks", "flags")
    return [tuple(r[k] for k in keys) for r in result["rows"]]


def test_a_filled_form_comes_back() -> None:
    result = came_back(filled())
    assert rows_of(result) == EXPECTED
    assert (result["unit"], result["flags"], result["notes"], result["missing_tasks"], result["outcome"]) == (
        "区科技局",
        [],
        [],
        [],
        "ready",
    )
    assert result["skipped_sheets"] == [
        {"sheet": "填表说明", "reason": "no_header"},
        {"sheet": "greenplan", "reason": "hidden"},
    ]
    reasons = {s["row"]: s["reason"] for s in result["skipped_rows"]}
    assert reasons.pop(FIRST_ROW + 14) == "not_a_task_row"
    assert set(reasons.values()) == {"no_report"}
    assert len(reasons) == 10


def test_a_blank_form_comes_back_empty() -> None:
    result = came_back(blank())
    assert (result["rows"], result["outcome"], result["missing_tasks"]) == ([], "ready", [])


@pytest.mark.parametrize(
    "name", ["随便.xlsx", "区科技局_云岭绿色_2023年第二季度.xlsx", "云岭区科技局报高新区管委会.xlsx"]
)
def test_the_hidden_sheet_says_whose_form_it_is(name) -> None:
    assert came_back(filled(), name)["unit"] == "区科技局"


def test_a_neighbours_form_filled_in_waits() -> None:
    assert came_back(filled(), "区教委.xlsx")["flags"] == ["unit_conflict"]
    book = filled()
    book.worksheets[0]["A2"].value = "填报单位：区教委（盖章）"
    result = came_back(book, "随便.xlsx")
    assert (result["unit"], result["flags"]) == (None, ["unit_conflict"])


def test_a_form_of_another_period_or_plan_waits() -> None:
    result = came_back(filled(period=Period.parse("2023Q1")), "x.xlsx")
    assert (result["flags"], result["outcome"]) == (["period_mismatch"], "needs_review")
    other = small(plan=plan(uid="plan-2", title="另一份方案", document_number="云岭府发〔2024〕9号"))
    result = came_back(filled(snapshot=other), "x.xlsx")
    assert (result["flags"], result["unit"]) == (["plan_mismatch"], "区科技局")
    assert rows_of(result) == EXPECTED


def test_sorted_and_inserted_rows_keep_their_task() -> None:
    book = filled()
    ws = book.worksheets[0]
    lines = [[ws.cell(FIRST_ROW + r, c).value for c in range(1, 12)] for r in range(13)]
    lines.sort(key=lambda line: line[1])
    lines.insert(3, ["", "自己加的事情", None, None, None, "正常推进", None, "丙"])
    ws.unmerge_cells(f"F{FIRST_ROW + 14}:G{FIRST_ROW + 14}")
    ws.delete_rows(FIRST_ROW, 13)
    for r, line in enumerate(lines):
        for c, value in enumerate(line, start=1):
            ws.cell(FIRST_ROW + r, c).value = value
    result = came_back(book)
    assert sorted(t for _, t, flags in brief(result) if not flags) == ["1", "5.1", "5.2"]
    assert [flags for _, t, flags in brief(result) if t is None] == [["task_unknown"]]


def test_keys_outlive_renumbering_and_new_titles() -> None:
    book = filled()
    moved = {"1": ("2", T["2"]), "2": ("1", T["1"])}
    renamed = tuple(
        replace(t, number=moved[t.number][0], code=moved[t.number][0])
        if t.number in moved
        else replace(t, title="绿色工厂培育工程")
        if t.number == "5.1"
        else t
        for t in small().tasks
    )
    result = came_back(book, snapshot=small(tasks=renamed))
    assert brief(result) == [(4, "2", []), (8, "5.1", []), (9, "5.2", [])]


def test_a_title_rewritten_where_it_stood_keeps_its_key() -> None:
    book = filled()
    book.worksheets[0].cell(FIRST_ROW, COLUMN["title"]).value = "光伏与小水电"
    assert brief(came_back(book))[0] == (4, "1", [])
    shifted = filled()
    shifted.worksheets[0].cell(FIRST_ROW, COLUMN["title"]).value = "光伏与小水电"
    shifted.worksheets[0].insert_rows(FIRST_ROW)
    assert brief(came_back(shifted))[0] == (5, "1", [])
    reused = filled()
    reused.worksheets[0].cell(FIRST_ROW + 1, COLUMN["number"]).value = "1"
    reused.worksheets[0].cell(FIRST_ROW + 1, COLUMN["title"]).value = "举办龙舟比赛活动"
    put(reused, 1, achievement="戊")
    assert brief(came_back(reused))[:2] == [(4, "1", []), (5, None, ["task_unknown"])]
    book = filled()
    book.worksheets[0].cell(FIRST_ROW, COLUMN["number"]).value = "6"
    assert brief(came_back(book))[0] == (4, "1", ["number_title_mismatch"])


def test_edited_meanwhile_shows_all_three_values() -> None:
    went_out = (report(1, 1, 2, status="delayed", achievement="出表时"),)
    book = filled(snapshot=small(reports=went_out))
    edited = (report(1, 1, 2, status="delayed", achievement="改过的"),)
    found = review(as_read_file("区科技局.xlsx", from_openpyxl(book)), snapshot=small(reports=edited))
    row = found.rows[0]
    assert row.flags == ("edited_meanwhile",)
    assert row.sent is not None
    assert row.stored is not None
    assert (row.sent.achievement, row.values.achievement, row.stored.achievement) == (
        "出表时",
        "甲\n二行",
        "改过的",
    )
    same = (report(1, 1, 2, status="on_track", achievement="甲\n二行"),)
    assert brief(came_back(book, snapshot=small(reports=same)))[0][2] == []
    unedited = brief(came_back(book, snapshot=small(reports=went_out)))[0]
    assert unedited == (4, "1", [])


def test_a_second_return_is_a_revision_and_no_edit() -> None:
    book = filled()
    file = ReturnFile(7, 2, 1, "一.xlsx", "0" * 64, "2023-07-01T00:00:00+00:00", 1, "return")
    first = (
        report(1, 1, 2, achievement="头一回", return_file_id=7, sheet=SHEET, cells='{"achievement": "H4"}'),
    )
    snapshot = small(reports=first, return_files=(file,))
    result = came_back(book, snapshot=snapshot)
    assert (result["rows"][0]["flags"], result["rows"][0]["change"]) == ([], "changed")
    by_hand = (
        report(
            1,
            1,
            2,
            achievement="头一回",
            problems="手改",
            return_file_id=7,
            sheet=SHEET,
            cells='{"achievement": "H4"}',
        ),
    )
    assert came_back(book, snapshot=small(reports=by_hand, return_files=(file,)))["rows"][0]["flags"] == [
        "edited_meanwhile"
    ]


def test_a_form_for_a_unit_with_brackets_in_its_name() -> None:
    unit = replace(UNITS[2], short_name="区国资委（区金融发展中心）", full_name="", aliases=())
    units = (
        *tuple(unit if u.id == 3 else u for u in UNITS),
        replace(UNITS[3], id=8, uid="u8", short_name="区国资委", full_name="", position=8),
    )
    snapshot = small(units=units)
    book = blank(snapshot, unit)
    put(book, 0, status="已完成")
    result = came_back(book, "x.xlsx", snapshot=snapshot)
    assert (result["unit"], result["flags"]) == ("区国资委（区金融发展中心）", [])


def convert(content: bytes, ending: str, tmp_path) -> bytes:
    """The file as LibreOffice saves it again."""
    source = tmp_path / "in" / "form.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(content)
    out = tmp_path / f"out-{ending}"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(out),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / f"form.{ending}").read_bytes()


@pytest.mark.real
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_libreoffice_comes_back_the_same(ending, tmp_path) -> None:
    tasks = (*small().tasks[:12], task(13, "1.10", "修通道路"))
    book = filled(snapshot=small(tasks=tasks))
    put(book, 12, percent=1, achievement="丁")
    buffer = io.BytesIO()
    book.save(buffer)
    with WorkbookReader() as reader:
        read = reader.read(f"区科技局.{ending}", convert(buffer.getvalue(), ending, tmp_path))
    found = review(read, snapshot=small(tasks=tasks))
    result = review_json(found)["files"][0]
    assert rows_of(result)[:3] == EXPECTED
    assert rows_of(result)[3][:4] == ("1.10", "on_track", 1.0, "丁")
    assert (result["unit"], result["flags"], result["notes"], result["outcome"]) == (
        "区科技局",
        [],
        [],
        "ready",
    )
    assert found.files[0].facts is not None
    assert found.files[0].facts.sent is not None
    assert len(decide.writes(found)) == 4
