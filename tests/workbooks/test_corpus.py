"""The awkward workbooks beside the checkout: none crashes or hangs, and what can be read is read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from greenplan_desktop.workbooks.cells import ReadFile
from greenplan_desktop.workbooks.gather import gather
from greenplan_desktop.workbooks.reader import WorkbookReader

from .mutate import MOST_GROWTH, complaint, peak

SHARE = 0.966  # of the files that some reader can read


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Path:
    folder = shared / "corpus"
    if not folder.is_dir():
        pytest.skip("no corpus in the reference folder")
    return folder


@pytest.fixture(scope="module")
def read(corpus: Path) -> dict[str, ReadFile]:
    before = peak()
    with WorkbookReader() as reader:
        files = {file.name: file for file in reader.read_many(gather([corpus]))}
    assert peak() - before < MOST_GROWTH
    return files


@pytest.fixture(scope="module")
def index(corpus: Path) -> dict[str, dict[str, str]]:
    with (corpus / "index.tsv").open(encoding="utf-8") as file:
        return {line["file"]: line for line in csv.DictReader(file, delimiter="\t")}


def test_each_is_read_or_refused_in_one_sentence(
    read: dict[str, ReadFile], index: dict[str, dict[str, str]]
) -> None:
    assert set(read) == set(index)
    assert {name: what for name, file in read.items() if (what := complaint(file))} == {}


def test_nearly_all_that_can_be_read_are_read(
    read: dict[str, ReadFile], index: dict[str, dict[str, str]]
) -> None:
    readable = [name for name, line in index.items() if "ok" in (line["calamine"], line["openpyxl_or_xlrd"])]
    lost = [name for name in readable if read[name].workbook is None]
    assert len(lost) <= len(readable) * (1 - SHARE), lost


def test_locked_ones_are_called_locked(read: dict[str, ReadFile], index: dict[str, dict[str, str]]) -> None:
    locked = [name for name, line in index.items() if "assword" in line["calamine"]]
    assert locked
    for name in locked:
        rejection = read[name].rejection
        assert rejection is not None
        assert rejection.code == "encrypted", name
