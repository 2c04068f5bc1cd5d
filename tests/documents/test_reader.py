"""Reading a document: noise, heads, doubts, duties, statements, and texts that are no plan."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenplan_desktop.documents.reader import read_document
from greenplan_desktop.documents.source import Document, Line
from greenplan_desktop.model.records import Unit

from .readings import read_text

BODY = "一、主要任务\n1. 推进节能改造。实施改造项目20个。（市A局牵头，市B局等配合）\n2. 加强监督管理。开展监察。（市C局负责）\n"


def unit(
    number: int, name: str, full: str = "", kind: str = "district", aliases: tuple[str, ...] = ()
) -> Unit:
    return Unit(number, f"u{number}", full, name, kind, number, aliases)


@pytest.mark.parametrize(
    ("top", "title", "number", "issuer", "date", "period"),
    [
        (
            "甲市人民政府\n关于印发《甲市节能\n行动方案》的通知\n甲府发〔2023〕7号\n各区县：\n甲市人民政府\n2023年3月1日\n甲市节能行动方案\n（2023—2025年）\n",
            "甲市节能行动方案（2023—2025年）", "甲府发〔2023〕7号", "甲市人民政府", "2023-03-01", (2023, 2025),
        ),
        ("甲市“十四五”节能实施方案\n", "甲市“十四五”节能实施方案", None, None, None, (2021, 2025)),
        ("甲市人民政府关于加快节能的实施意见\n甲政发[2021]17号\n", "甲市人民政府关于加快节能的实施意见", "甲政发〔2021〕17号", "甲市人民政府", None, None),
        (
            "标题：关于印发方案的通知\n发布时间：2024-01-01\n成文日期：2023-12-20\n甲县2024年节能工作要点\n",
            "甲县2024年节能工作要点", None, None, "2023-12-20", (2024, 2024),
        ),
        (
            "中共甲市委办公室 甲市人民政府办公室印发《甲市建设方案》\n（2024年5月6日）\n",
            "甲市建设方案", None, "中共甲市委办公室 甲市人民政府办公室", "2024-05-06", None,
        ),
        (
            "甲部 乙委 丙局关于印发循环利用行动计划的通知\n甲联〔2022〕3号\n有关单位：\n甲部\n乙委\n丙局\n二〇二二年七月九日\n循环利用行动计划\n",
            "循环利用行动计划", "甲联〔2022〕3号", "甲部 乙委 丙局", "2022-07-09", None,
        ),
        (
            "甲丁产业部 国家乙和丙委 丁环境部 戊城乡部\n关于印发循环利用行动计划的通知\n甲联〔2022〕4号\n各有关单位：\n2022年8月1日\n循环利用行动计划\n",
            "循环利用行动计划", "甲联〔2022〕4号", "甲丁产业部 国家乙和丙委 丁环境部 戊城乡部", "2022-08-01", None,
        ),
        (
            "关于印发《乙区节水方案》的通知\n乙节水办发〔2023〕2号\n各镇：\n乙区节水工作领导小组办公室（代章）\n2023年9月1日\n乙区节水方案\n",
            "乙区节水方案", "乙节水办发〔2023〕2号", "乙区节水工作领导小组办公室", "2023-09-01", None,
        ),
        (
            "甲省人民政府办公厅关于印发甲省\n\n加大支持投资发展\n\n实施方案的通知\n甲府办〔2023〕5号\n甲省人民政府办公厅\n2023年3月17日\n甲省加大支持投资\n\n发展的实施方案\n",
            "甲省加大支持投资发展的实施方案", "甲府办〔2023〕5号", "甲省人民政府办公厅", "2023-03-17", None,
        ),
        (
            "- 信息来源:市政府\n- 浏览次数:\n各区:\n《甲市治水方案》已经同意,现印发给你们。\n?\n??? 甲市人民政府办公室\n???? 2019年8月26日\n?甲市治水方案\n",
            "甲市治水方案", None, "甲市人民政府办公室", "2019-08-26", None,
        ),
        (
            "甲市人民政府关于印发甲市节水方案的通知（甲政发〔2022〕37号）\n各区：\n甲市人民政府　　2022年9月1日\n甲市节水方案\n",
            "甲市节水方案", "甲政发〔2022〕37号", "甲市人民政府", "2022-09-01", None,
        ),
        (
            "甲市人民政府关于印发甲市节水方案的通知\n(甲政发〔2022〕38号)\n各区：\n甲市人民政府2022年9月1日\n甲市节水方案\n",
            "甲市节水方案", "甲政发〔2022〕38号", "甲市人民政府", "2022-09-01", None,
        ),
        (
            "甲市人民政府关于印发甲市节水方案的通知 甲政发〔2022〕39号\n甲市人民政府\n关于印发甲市节水方案的通知\n甲政发〔2022〕39号\n各区：\n甲市节水方案\n",
            "甲市节水方案", "甲政发〔2022〕39号", "甲市人民政府", None, None,
        ),
    ],
)  # fmt: skip
def test_head(
    top: str, title: str, number: str | None, issuer: str | None, date: str | None, period: object
) -> None:
    plan = read_text(top + BODY)
    assert (plan.title, plan.document_number, plan.issuer, plan.issue_date, plan.period) == (
        title, number, issuer, date, period,
    )  # fmt: skip
    assert [task.code for task in plan.tasks] == ["1", "2"]


def test_a_headline_above_the_notice_is_no_part_of_it() -> None:
    found = read_text(
        "北岭区印发绿色发展方案\n北岭区人民政府\n关于印发《北岭区绿色发展方案》的通知\n"
        "各镇街：\n现印发给你们。\n北岭区绿色发展方案\n一、重点任务\n1.修路。（区交通局负责）"
    )
    assert (found.title, found.issuer) == ("北岭区绿色发展方案", "北岭区人民政府")


def test_a_cited_number_is_not_the_own_one() -> None:
    plan = read_text("甲市节能方案\n根据《上级方案》（省府发〔2022〕8号）精神，制定本方案。\n" + BODY)
    assert plan.document_number is None
    plan = read_text(
        "甲市节能方案\n为落实《省政府印发节能方案的通知》（省府发〔2022〕8号）\n精神，制定本方案。\n" + BODY
    )
    assert (plan.title, plan.document_number) == ("甲市节能方案", None)


def test_seams_running_heads_and_page_numbers_break_nothing() -> None:
    text = (
        "甲市节能方案\n一、主要任务\n1. 推进节能改造。实施改造，推动产业提质增效，提升能源利用效率和城市\n\n- 1 -\n\n甲市人民政府公报\n\n"
        "级能源平台水平。（市发展改革委牵头，市经济信\n\n— 2 —\n\n甲市人民政府公报\n\n息委、市财政局等配合)\n\n甲市人民政府公报\n"
    )
    plan = read_text(text)
    assert len(plan.tasks) == 1
    assert plan.tasks[0].responsible_units == ("市经济信息委", "市财政局")
    assert "城市级能源平台" in plan.tasks[0].text


def test_lines_that_say_what_is_wanted_are_the_tasks_text() -> None:
    plan = read_text(
        "甲市2024年方案\n一、任务\n1. 整治河道\n牵头单位：市A局\n责任单位：市B局，各县（市、区）政府\n工作目标：整治河道12条。\n"
        "主要举措：开展巡查。\n完成时限：2024年10月底前\n2. 改造管网\n牵头单位：市C局\n工作目标：改造管网60公里。\n完成时限：全年\n"
    )
    first, second = plan.tasks
    assert (first.lead_units, first.responsible_units) == (("市A局",), ("市B局", "各县（市、区）政府"))
    assert [(target.value, target.unit) for target in first.targets] == [("12", "条")]
    assert first.due is not None
    assert first.due.date == "2024-10-31"
    assert "整治河道12条" in first.text
    assert first.remarks == ""
    assert (second.lead_units, second.targets[0].value) == (("市C局",), "60")


def test_boxes_footnotes_and_articles_are_no_tasks() -> None:
    text = BODY + (
        "专栏1：重点工程\n1.甲工程。建设甲工程。\n2.乙工程。\n3.丙工程。\n"
        "3. 完善标准体系。（市A局负责）\n四、附则\n1. 本方案由市A局负责解释。\n2. 自印发之日起施行。\n[1] 本方案所称企业是指规上企业。\n"
    )
    plan = read_text(text)
    assert [task.title for task in plan.tasks] == ["推进节能改造", "加强监督管理", "完善标准体系"]
    assert "甲工程" in plan.tasks[1].text


def test_numbers_that_restart_get_their_headings_number() -> None:
    text = (
        "一、甲\n（一）子项\n1. 推动甲。（市A局负责）\n2. 推动乙。（市A局负责）\n（二）丑项\n1. 推动丙。（市A局负责）\n"
        "二、乙\n（一）寅项\n1. 推动丁。（市A局负责）\n"
    )
    plan = read_text("甲市方案\n" + text)
    assert [task.code for task in plan.tasks] == ["一（一）.1", "一（一）.2", "一（二）.1", "二（一）.1"]
    assert [task.number for task in plan.tasks] == ["1", "2", "1", "1"]


def test_a_clause_below_several_items_governs_them_all() -> None:
    plan = read_text(
        "甲市方案\n一、任务\n（一）提升能力\n1.建设平台1个。\n2.培训人员100人。\n（市A局、市B局负责）\n（二）完善政策。出台政策。（市C局负责）\n"
    )
    assert [(task.number, task.responsible_units) for task in plan.tasks] == [
        ("（一）", ("市A局", "市B局")), ("（二）", ("市C局",)),
    ]  # fmt: skip
    assert [target.value for target in plan.tasks[0].targets] == ["1", "100"]


def test_headings_and_items_that_lost_their_line_breaks_are_parted() -> None:
    plan = read_text(
        "甲市方案\n二、重点任务\n(一)优化结构，严控总量1.盘活存量。清理闲置设备。(市A局、B局按职责分工负责)2.发展增量。(市A局负责)\n"
        "(二)强化管理，提高效率3.开展诊断。诊断企业20家。(市A局负责)专栏2:诊断行动\n逐年公布结果。\n"
    )
    assert [(task.number, task.title, task.path[-1]) for task in plan.tasks] == [
        ("1", "盘活存量", "(一)优化结构，严控总量"), ("2", "发展增量", "(一)优化结构，严控总量"),
        ("3", "开展诊断", "(二)强化管理，提高效率"),
    ]  # fmt: skip
    assert plan.tasks[0].responsible_units == ("市A局", "B局")


def test_items_run_into_one_line_keep_their_numbers_below_new_chapters() -> None:
    plan = read_text(
        "甲市方案\n一、推进节能（一）改造工厂。改造20家。（市A局、市B局负责）（二）改造园区。（市A局负责）二、发展新能源"
        "（三）建设光伏。建设光伏。（市C局负责）（六）建设风电。建设风电。（市C局负责）三、重点工程1.改造电网。（市D局负责）\n"
    )
    assert [(task.number, task.title, task.path) for task in plan.tasks] == [
        ("（一）", "改造工厂", ("一、推进节能",)), ("（二）", "改造园区", ("一、推进节能",)),
        ("（三）", "建设光伏", ("二、发展新能源",)), ("（六）", "建设风电", ("二、发展新能源",)),
        ("1", "改造电网", ("三、重点工程",)),
    ]  # fmt: skip
    assert [doubt.code for doubt in plan.doubts if doubt.code == "number_gap"] == ["number_gap"]


def test_a_clause_on_its_own_lines_below_several_items_governs_them_beside_inline_clauses() -> None:
    plan = read_text(
        "甲市方案\n一、任务\n（一）工业行动\n1.改造工厂。（责任单位：市A局）\n2.改造园区。（责任单位：市B局）\n"
        "（二）交通行动\n1.推广新车。推广新车100辆。\n2.建设站点。建设站点5座。\n牵头单位：市C局\n配合单位：市D局\n"
    )
    assert [(task.number, task.lead_units, task.responsible_units) for task in plan.tasks] == [
        ("1", (), ("市A局",)), ("2", (), ("市B局",)), ("（二）", ("市C局",), ("市D局",)),
    ]  # fmt: skip
    assert [target.value for target in plan.tasks[2].targets] == ["100", "5"]


@pytest.mark.parametrize("clause", ["（责 任单位：市A局、市B局）", "（牵头 单位：市A局；配 合单位：市B局）"])
def test_a_blank_inside_a_label_does_not_hide_the_clause(clause: str) -> None:
    plan = read_text(f"甲市方案\n一、任务\n1. 推进 改造。{clause}\n")
    task = plan.tasks[0]
    assert (*task.lead_units, *task.responsible_units) == ("市A局", "市B局")


def test_a_figure_broken_at_a_line_end_is_one_figure() -> None:
    lines = [
        "　　1. 推进改造。到2025年，完成改造的企业占全部企业的比例达到3",
        "0%以上，培育示范企业12家。（市A局负责）",
    ]
    filler = [f"　　{n}. 推进第{n}项。开展试点，完善机制，到2025年取得明显成效并形" for n in range(2, 12)]
    text = "\n".join(
        [
            "甲市方案",
            "一、任务",
            *lines,
            *(f"{line}\n成长效机制，总结经验在全市加以推广。（市A局负责）" for line in filler),
        ]
    )
    plan = read_text(text)
    assert [(target.value, target.unit) for target in plan.tasks[0].targets] == [("30", "%"), ("12", "家")]


def test_doubts_name_their_place() -> None:
    text = "甲市方案\n一、任务\n1. 推进改造。（牵头单位：市A局；责任单位：市A局、市B局）\n3. 推进监管。\n（一）漏\n4. 推进培训。（市B局、市C局）\n"
    plan = read_text(text, units=[unit(1, "市A局"), unit(2, "市B局")])
    codes = {doubt.code for doubt in plan.doubts}
    assert {"both_roles", "number_gap", "no_responsible_unit", "role_unclear", "unknown_unit"} <= codes
    gap = next(doubt for doubt in plan.doubts if doubt.code == "number_gap")
    assert gap.line == 4
    assert gap.start is not None
    assert plan.source_text[gap.start :].startswith("3.")
    assert all("“" in doubt.message and doubt.message.endswith(("。", "？")) for doubt in plan.doubts)


def test_near_names_are_proposed_for_an_unknown_unit() -> None:
    plan = read_text(
        "甲市方案\n一、任务\n1. 推进改造。（区应急管理局负责）\n",
        units=[unit(1, "区应急局", "甲区应急管理局")],
    )
    assert [doubt.code for doubt in plan.doubts if doubt.code == "unknown_unit"] == ["unknown_unit"]
    assert "区应急局" in next(doubt.message for doubt in plan.doubts if doubt.code == "unknown_unit")
    assert (
        read_text("甲市方案\n一、任务\n1. 推进。（区应急局负责）\n", units=[unit(1, "区应急局")])
        .doubts[0]
        .code
        == "no_lead"
    )


def test_the_first_unit_leads_where_the_document_or_the_clerk_says_so() -> None:
    text = "甲市方案\n责任单位中排第一位的为牵头单位。\n一、任务\n1. 推进。（责任单位：市A局、市B局）\n2. 监管。（责任单位：各镇街、市B局）\n"
    plan = read_text(text)
    assert plan.tasks[0].lead_units == ("市A局",)
    assert plan.tasks[1].lead_units == ()
    assert any("首位" in note for note in plan.notes)
    assert read_text(text, first_unit_leads=False).tasks[0].lead_units == ()
    assert read_text("甲市方案\n一、任务\n1. 推进。（市A局、市B局负责）\n", first_unit_leads=True).tasks[
        0
    ].lead_units == ("市A局",)


def test_registered_names_with_a_comma_stay_whole() -> None:
    text = "甲市方案\n一、任务\n1. 推进。（责任单位：市外办、港澳办、市B局）\n"
    assert read_text(text).tasks[0].responsible_units == ("市外办", "港澳办", "市B局")
    register = [unit(1, "市外办、港澳办"), unit(2, "市B局")]
    assert read_text(text, units=register).tasks[0].responsible_units == ("市外办、港澳办", "市B局")


def test_duties_are_offered_and_are_no_tasks() -> None:
    text = (
        BODY
        + "二、责任分工\n市A局：负责统筹协调，制定方案。\n市B局、市C局：负责执法检查。\n各镇街负责属地管理。\n"
    )
    plan = read_text(text)
    assert [duty.unit for duty in plan.duties] == ["市A局", "市B局", "市C局", "各镇街"]
    assert plan.duties[0].text == "负责统筹协调，制定方案。"
    assert len(plan.tasks) == 2


def test_a_document_with_styles_but_without_numbers() -> None:
    lines = (
        Line("甲市节能方案", 1, "title"), Line("重点任务", 2, "heading", 1), Line("推进节能改造", 3, "heading", 2),
        Line("实施改造项目20个。（市A局负责）", 4), Line("加强监管", 5, "heading", 2), Line("开展监察。（市B局负责）", 6),
    )  # fmt: skip
    plan = read_document(Document("方案.docx", lines, format="docx"))
    assert [(task.path, task.title, task.responsible_units) for task in plan.tasks] == [
        (("重点任务",), "推进节能改造", ("市A局",)), (("重点任务",), "加强监管", ("市B局",)),
    ]  # fmt: skip
    assert plan.title == "甲市节能方案"


def test_paragraphs_with_clauses_and_no_numbers_are_numbered_by_us() -> None:
    plan = read_text("甲市任务清单\n推进节能改造，完成20家。（市A局负责）\n加强监管。（市B局负责）\n")
    assert [(task.code, task.title) for task in plan.tasks] == [("1", "推进节能改造"), ("2", "加强监管")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n　\n",
        "话说天下大势，分久必合，合久必分。\n" * 50,
        "第一章 少年\n他走在路上，想起了往事。\n第二章 远行\n三天后，他到了城里。\n" * 5,
        "1,2,3\n4,5,6\n",
        "（（（（（（【【【【" * 200,
        "{\"key\": [1, 2, 3]}",
    ],
)  # fmt: skip
def test_what_is_no_plan_gives_no_tasks_and_says_so(text: str) -> None:
    plan = read_text(text)
    assert plan.tasks == ()
    assert plan.notes or any(doubt.code == "no_tasks" for doubt in plan.doubts)


PIECES = st.sampled_from(
    ["一、任务", "（一）推进", "1. 改造", "一是建设", "（市A局牵头，市B局配合）", "牵头单位：市A局", "（", "）", "。", "，", "2025年", "30%", "专栏1", "附件",
     "\n", "\n\n", " ", "责任分工", "市A局：负责", "—— 1 ——", "# ", "**", "目录", "3.", "①", "第一条 "]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read_and_every_place_lies_in_the_text(text: str) -> None:
    plan = read_text(text)
    length = len(plan.source_text)
    codes = [task.code for task in plan.tasks]
    assert len(set(codes)) == len(codes)
    for task in plan.tasks:
        assert task.source is not None
        assert 0 <= task.source.start <= task.source.end <= length
        assert not set(task.lead_units) & set(task.responsible_units)
        for target in task.targets:
            assert target.start is not None
            assert target.end is not None
            assert 0 <= target.start < target.end <= length


def test_running_heads_inside_sentences_and_clauses_are_cut_out() -> None:
    head = "甲市人民政府办公厅文件"
    text = (
        "甲市节能方案\n一、主要任务\n"
        f"1. 推进改造。推动产业升级，提升能 - 4 - {head} 源利用效率。（市发展改革委牵头，市经济信 - 5 - {head} 息委、市财政局等配合）\n"
        f"2. 加强监管。（市A局、 {head} - 6 - 市B局负责）\n"
    )
    plan = read_text(text)
    assert plan.tasks[0].text == "推动产业升级，提升能源利用效率。"
    assert plan.tasks[0].responsible_units == ("市经济信息委", "市财政局")
    assert plan.tasks[1].responsible_units == ("市A局", "市B局")


@pytest.mark.parametrize(
    "ending",
    [
        "甲市人民政府办公室\n2024年2月1日\n",
        "（联系人：王平；联系电话：0731-1234567）\n",
        "抄送：市委办公室，市人大常委会办公室。\n甲市人民政府办公室 2024年2月2日印发\n",
        "扫一扫在手机打开当前页\n【打印本页】 【关闭窗口】\n主办：甲市人民政府 承办：市政府办公室\n版权所有 ICP备12345号\n",
        "责任编辑：王平\n上一篇：乙市方案\n下一篇：丙市方案\n",
        "本方案自印发之日起施行，有效期2年。\n",
    ],
)
def test_what_stands_behind_the_last_task_is_not_its_text(ending: str) -> None:
    plan = read_text("甲市节能方案\n" + BODY + ending)
    assert [task.text for task in plan.tasks] == ["实施改造项目20个。", "开展监察。"]
    assert plan.tasks[1].responsible_units == ("市C局",)


def test_a_clause_of_a_heading_above_tasks_is_a_doubt() -> None:
    plan = read_text(
        "甲市方案\n一、任务\n（一）推进改造（牵头单位：市A局）\n1. 建设平台。（市B局负责）\n2. 培训人员。（市C局负责）\n"
    )
    assert [task.number for task in plan.tasks] == ["1", "2"]
    doubt = next(doubt for doubt in plan.doubts if doubt.code == "clause_without_task")
    assert plan.source_text[doubt.start : doubt.end] == "（牵头单位：市A局）"


def test_a_clause_that_cannot_be_read_is_a_doubt() -> None:
    plan = read_text(
        "甲市方案\n一、任务\n1. 推进改造。（市A局负责）\n2. 加强监管。（按照谁建设谁负责原则由责任单位分年度推进相关目标）\n"
    )
    assert "unreadable_clause" in {doubt.code for doubt in plan.doubts}
    assert [task.number for task in plan.tasks] == ["1", "2"]
