"""The .docx by what lies in the archive: fonts, head row, whole rows, sheet, footers, styles."""

from __future__ import annotations

import zipfile

import pytest
from lxml import etree

from greenplan_desktop.model.progress import finish
from greenplan_desktop.tasklist.content import ChapterRow, Column, ListContent, Row
from greenplan_desktop.tasklist.docx import write_docx
from greenplan_desktop.tasklist.settings import Settings

from .measure import dense
from .samples import plain_list

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1], "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"}
FAMILIES = {
    "title": "方正小标宋简体",
    "label": "黑体",
    "chapter": "楷体_GB2312",
    "cell": "仿宋_GB2312",
    "number": "宋体",
}


def written(path, content=None, **choices):
    finish(write_docx(content or plain_list(20), Settings(**choices), path, FAMILIES))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {
            n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n.endswith((".xml", ".rels"))
        }


def value(element, path):
    found = element.find(path, NAMES)
    return None if found is None else found.get(f"{W}val")


def rows_of(parts):
    """The table's rows as texts, line breaks kept."""
    body = parts["word/document.xml"]
    return [
        tuple(
            "\n".join("".join(t.text or "" for t in piece) for piece in pieces(cell))
            for cell in row.findall("w:tc", NAMES)
        )
        for row in body.iter(f"{W}tr")
    ]


def pieces(cell):
    found = [[]]
    for element in cell.iter(f"{W}t", f"{W}br"):
        if element.tag == f"{W}br":
            found.append([])
        else:
            found[-1].append(element)
    return found


@pytest.mark.parametrize(
    ("orientation", "size", "margins"),
    [
        ("portrait", ("11906", "16838"), {"top": "2098", "right": "1474", "bottom": "1984", "left": "1588"}),
        ("landscape", ("16838", "11906"), {"top": "1588", "right": "2098", "bottom": "1474", "left": "1984"}),
    ],
)
def test_the_sheet_in_twips(tmp_path, orientation, size, margins):
    parts = written(tmp_path / "a.docx", orientation=orientation, first_page=5)
    section = parts["word/document.xml"].find(".//w:sectPr", NAMES)
    page = section.find("w:pgSz", NAMES)
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == size
    found = section.find("w:pgMar", NAMES)
    for side, twips in margins.items():
        assert found.get(f"{W}{side}") == twips
    assert found.get(f"{W}gutter") == "0"
    assert section.find("w:pgNumType", NAMES).get(f"{W}start") == "5"


def test_every_run_names_its_fonts_and_no_theme_font_is_left(tmp_path):
    parts = written(tmp_path / "a.docx")
    seen = set()
    ours = ("word/document.xml", "word/styles.xml", *(n for n in parts if n.startswith("word/footer")))
    assert "word/stylesWithEffects.xml" not in parts
    for name in ours:
        for fonts in parts[name].iter(f"{W}rFonts"):
            assert not [key for key in fonts.attrib if key.endswith("Theme")], name
            assert {f"{W}eastAsia", f"{W}ascii", f"{W}hAnsi"} <= set(fonts.attrib)
            seen.add(fonts.get(f"{W}eastAsia"))
    assert seen == set(FAMILIES.values())
    for run in parts["word/document.xml"].iter(f"{W}r"):
        assert run.find("w:rPr/w:rFonts", NAMES) is not None
        assert run.find("w:rPr/w:sz", NAMES) is not None


def test_its_language_is_chinese_so_that_lines_break_by_chinese_rules(tmp_path):
    parts = written(tmp_path / "a.docx")
    for name, tag in (("word/styles.xml", "lang"), ("word/settings.xml", "themeFontLang")):
        found = {element.get(f"{W}eastAsia") for element in parts[name].iter(f"{W}{tag}")}
        assert found == {"zh-CN"}, name


def test_a_first_row_too_tall_for_the_rest_of_its_page_is_cut_there(tmp_path):
    tall = Row(("1", "任务", "建设内容" * 140, "区交通局", "", ""))
    rows = (ChapterRow("（一）第一方面"), tall, tall)
    content = ListContent("云岭区交通建设任务清单", plain_list(1).columns, rows, "附件")
    body = written(tmp_path / "a.docx", content)["word/document.xml"]
    whole = [row.find("w:trPr/w:cantSplit", NAMES) is not None for row in body.iter(f"{W}tr")]
    assert whole == [True, True, False, True]


def test_sizes_of_the_elements(tmp_path):
    body = written(tmp_path / "a.docx", cell_pt=10.5)["word/document.xml"]
    paragraphs = body.findall(".//w:body/w:p", NAMES)
    assert value(paragraphs[0], "w:r/w:rPr/w:sz") == "32"
    assert "".join(paragraphs[0].itertext()) == "附件"
    assert "".join(paragraphs[1].itertext()) == ""
    assert value(paragraphs[2], "w:r/w:rPr/w:sz") == "44"
    cells = [p for p in body.iter(f"{W}p") if value(p, "w:pPr/w:pStyle") == "TaskCell"]
    assert {value(p, "w:r/w:rPr/w:sz") for p in cells} == {"21"}


def test_the_head_repeats_rows_stay_whole_and_chapters_keep_with_the_next(tmp_path):
    content = plain_list(20)
    body = written(tmp_path / "a.docx", content)["word/document.xml"]
    rows = body.findall(".//w:tr", NAMES)
    assert rows[0].find("w:trPr/w:tblHeader", NAMES) is not None
    assert sum(1 for _ in body.iter(f"{W}tblHeader")) == 1
    assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows)
    for row, line in zip(rows[1:], content.rows, strict=True):
        if isinstance(line, ChapterRow):
            assert value(row, "w:tc/w:tcPr/w:gridSpan") == "6"
            assert row.find("w:tc/w:p/w:pPr/w:keepNext", NAMES) is not None


def test_a_row_taller_than_a_page_may_split(tmp_path):
    rows = (Row(("短",)), Row(("很长的内容，" * 900,)))
    body = written(tmp_path / "a.docx", ListContent("清单", (Column("a", "甲"),), rows))["word/document.xml"]
    found = [row.find("w:trPr/w:cantSplit", NAMES) is not None for row in body.iter(f"{W}tr")]
    assert found == [True, True, False]


def test_the_same_columns_texts_and_order(tmp_path):
    content = plain_list(30)
    rows = rows_of(written(tmp_path / "a.docx", content))
    assert rows[0] == tuple(c.heading for c in content.columns)
    expected = [(r.title,) if isinstance(r, ChapterRow) else r.cells for r in content.rows]
    assert rows[1:] == expected


def test_the_table_fills_the_type_area(tmp_path):
    body = written(tmp_path / "a.docx")["word/document.xml"]
    grid = [int(c.get(f"{W}w")) for c in body.iter(f"{W}gridCol")]
    assert sum(grid) == 12756
    assert value(body, ".//w:tblPr/w:jc") == "center"
    assert body.find(".//w:tblLayout", NAMES).get(f"{W}type") == "fixed"


@pytest.mark.parametrize("duplex", [False, True])
def test_odd_and_even_footers_with_a_page_field(tmp_path, duplex):
    parts = written(tmp_path / "a.docx", orientation="portrait", duplex=duplex)
    section = parts["word/document.xml"].find(".//w:sectPr", NAMES)
    kinds = {f.get(f"{W}type") for f in section.findall("w:footerReference", NAMES)}
    assert kinds == {"default", "even"}
    assert parts["word/settings.xml"].find("w:evenAndOddHeaders", NAMES) is not None
    footers = sorted(n for n in parts if n.startswith("word/footer"))
    assert len(footers) == 2
    sides = []
    for name in footers:
        text = "".join(t.text for t in parts[name].iter(f"{W}t"))
        assert dense(text) == "—1—"
        assert [i.text.strip() for i in parts[name].iter(f"{W}instrText")] == ["PAGE"]
        assert value(parts[name], ".//w:sz") == "28"
        assert parts[name].find(".//w:rFonts", NAMES).get(f"{W}eastAsia") == "宋体"
        sides.append(value(parts[name], ".//w:jc"))
        indent = parts[name].find(".//w:ind", NAMES)
        assert indent.get(f"{W}{sides[-1]}") == "280"
    assert sorted(sides) == (["left", "right"] if duplex else ["right", "right"])
    assert (parts["word/settings.xml"].find("w:mirrorMargins", NAMES) is not None) == duplex


@pytest.mark.parametrize("duplex", [False, True])
def test_a_landscape_number_stands_in_a_turned_frame_at_the_left(tmp_path, duplex):
    parts = written(tmp_path / "a.docx", duplex=duplex)
    for name in (n for n in parts if n.startswith("word/footer")):
        root = parts[name]
        (body,) = root.iter(f"{{{NAMES['wps']}}}bodyPr")
        assert body.get("vert") == "vert"
        offsets = [
            int(o.text) / 36000
            for o in root.iter(
                "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}posOffset"
            )
        ]
        assert 20 < offsets[0] < 28
        assert [i.text.strip() for i in root.iter(f"{W}instrText")] == [
            "PAGE",
            "PAGE",
        ]  # and for older readers
    assert parts["word/settings.xml"].find("w:mirrorMargins", NAMES) is None


def test_plain_numbers_and_none(tmp_path):
    parts = written(tmp_path / "a.docx", numbering="plain")
    assert {value(parts[n], ".//w:jc") for n in parts if n.startswith("word/footer")} == {"center"}
    parts = written(tmp_path / "b.docx", numbering="none")
    assert not [n for n in parts if n.startswith("word/footer")]


def test_a_first_column_merged_downwards(tmp_path):
    rows = (Row(("一",), "甲"), Row(("二",), "甲"), Row(("三",), "乙"))
    content = ListContent("清单", (Column("a", "事项"),), rows, group=Column("g", "类别"))
    body = written(tmp_path / "a.docx", content)["word/document.xml"]
    merges = [m.get(f"{W}val") for m in body.iter(f"{W}vMerge")]
    assert merges == ["restart", None, "restart"]
    assert [r[0] for r in rows_of(written(tmp_path / "a.docx", content))] == ["类别", "甲", "", "乙"]


def test_a_chapter_row_beside_the_merged_column(tmp_path):
    rows = (Row(("一", "1"), "甲"), ChapterRow("（一）", 2, "甲"), Row(("二", "2"), "甲"))
    content = ListContent("清单", (Column("a", "事项"), Column("b", "数")), rows, group=Column("g", "类别"))
    body = written(tmp_path / "a.docx", content)["word/document.xml"]
    assert [m.get(f"{W}val") for m in body.iter(f"{W}vMerge")] == ["restart", None, None]
    assert [s.get(f"{W}val") for s in body.iter(f"{W}gridSpan")] == ["2"]


def test_several_lists_each_from_a_new_page(tmp_path):
    lists = [
        plain_list(2, title="甲任务清单"),
        plain_list(2, title="乙任务清单"),
        plain_list(2, label="", title="丙任务清单"),
    ]
    body = written(tmp_path / "a.docx", lists)["word/document.xml"]
    breaks = [p for p in body.iter(f"{W}p") if p.find("w:pPr/w:pageBreakBefore", NAMES) is not None]
    assert ["".join(p.itertext()) for p in breaks] == ["附件", "丙任务清单"]
    assert sum(1 for _ in body.iter(f"{W}tbl")) == 3


def test_awkward_characters_are_carried_or_dropped(tmp_path):
    rows = (Row(("<甲>&“乙”\n丙\x07\x0b\ud800", "a  b\u00a0c")),)
    content = ListContent("清单<1>&", (Column("a", "栏<目>"), Column("b", "乙")), rows)
    assert rows_of(written(tmp_path / "a.docx", content)) == [("栏<目>", "乙"), ("<甲>&“乙”\n丙", "a  b c")]


def test_properties(tmp_path):
    core = written(tmp_path / "a.docx")["docProps/core.xml"]
    texts = {etree.QName(e).localname: e.text for e in core}
    assert texts["title"].endswith("任务清单")
    assert texts["subject"] == "云岭府发〔2023〕6号"
    assert "python-docx" not in etree.tostring(core, encoding="unicode")


def test_fonts_are_known_by_their_other_names(tmp_path):
    table = written(tmp_path / "a.docx")["word/fontTable.xml"]
    found = {f.get(f"{W}name"): value(f, "w:altName") for f in table.iter(f"{W}font")}
    assert found["仿宋_GB2312"] == "仿宋"
