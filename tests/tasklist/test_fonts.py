"""Fonts: the first one present of each role, replacements named, nothing printed without a Chinese font."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.tasklist.content import Column, ListContent, Row
from greenplan_desktop.tasklist.families import choose, office_families, replacement_notes
from greenplan_desktop.tasklist.fonts import office_names, present_fonts
from greenplan_desktop.tasklist.pages import paginate

OFFICE = ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体", "Times New Roman")


def test_an_office_s_own_fonts_need_no_remark():
    chosen = choose(OFFICE)
    assert {c.family for c in chosen.values()} == set(OFFICE[:5])
    assert replacement_notes(chosen) == ()
    assert not any(c.bold for c in chosen.values())


def test_windows_own_names_are_found():
    chosen = choose(("SimHei", "KaiTi", "FangSong", "SimSun"))
    assert [chosen[role].family for role in ("label", "chapter", "cell", "number")] == [
        "SimHei",
        "KaiTi",
        "FangSong",
        "SimSun",
    ]
    assert chosen["title"].family == "SimSun"
    assert chosen["title"].bold
    assert replacement_notes(chosen) == ("本机没有小标宋，标题以 SimSun 代替。",)


def test_every_replacement_is_named():
    notes = replacement_notes(choose(("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN")))
    assert len(notes) == 5
    assert "本机没有小标宋，标题以 Noto Serif CJK SC 代替。" in notes
    assert "本机没有楷体，章节行以 AR PL UKai CN 代替。" in notes


def test_another_chinese_font_is_better_than_none():
    chosen = choose(("DejaVu Sans", "WenQuanYi Zen Hei"), ("WenQuanYi Zen Hei",))
    assert {c.family for c in chosen.values()} == {"WenQuanYi Zen Hei"}
    assert chosen["cell"].replaces


def test_without_a_chinese_font_nothing_is_printed():
    with pytest.raises(InputError, match=r"没有中文字体.*安装"):
        choose(("DejaVu Sans", "Times New Roman"))


def test_office_files_name_the_standard_s_fonts_where_the_machine_has_none():
    assert office_families(choose(OFFICE))["cell"] == "仿宋_GB2312"
    assert office_families(choose(("FangSong", "SimSun")))["cell"] == "FangSong"
    assert office_families(choose(("Noto Serif CJK SC",)))["cell"] == "仿宋_GB2312"
    assert set(office_names()) == {"title", "label", "chapter", "cell", "number"}


def test_this_machine_s_fonts_have_every_role():
    fonts = present_fonts()
    assert fonts.font("title", 22).pixelSize() == 220
    assert fonts.font("cell", 10.5).pixelSize() == 105


def test_signs_that_no_font_has_are_named():
    columns = (Column("a", "甲"),)
    known = paginate(ListContent("清单", columns, (Row(("綦江\n绿色 A²",)),)))
    strange = paginate(ListContent("清单", columns, (Row(("中\U00030000文",)),)))
    assert len(strange.notes) == len(known.notes) + 1
    assert "\U00030000" in strange.notes[-1]


def test_a_machine_without_chinese_fonts_says_so_and_leaves_no_file(tmp_path):
    config = tmp_path / "fonts.conf"
    folder = next((f for f in ("/usr/share/fonts/truetype/dejavu",) if os.path.isdir(f)), None)
    if folder is None:
        pytest.skip("no Latin font to leave alone")
    config.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/c</cachedir></fontconfig>")
    code = (
        "import sys; from pathlib import Path\n"
        "from greenplan_desktop.model.progress import finish\n"
        "from greenplan_desktop.model.errors import InputError\n"
        "from greenplan_desktop.tasklist.pdf import write_pdf\n"
        "from tests.tasklist.samples import plain_list\n"
        "try: finish(write_pdf(plain_list(2), None, Path(sys.argv[1])))\n"
        "except InputError as error: print(error)\n"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(config), "PYTHONIOENCODING": "utf-8"}
    target = tmp_path / "a.pdf"
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)], env=environment, capture_output=True, text=True, check=True
    )
    assert "没有中文字体" in done.stdout
    assert "fonts-noto-cjk" in done.stdout
    assert not target.exists()
