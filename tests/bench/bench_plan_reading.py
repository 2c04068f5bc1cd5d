"""Reading a plan of 100,000 characters and 500 tasks, against reading the file and normalising its characters.

Run: .venv/bin/python tests/bench/bench_plan_reading.py; the ratio has to stay below 5.
"""

from __future__ import annotations

import tempfile
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from greenplan_desktop.documents.numerals import chinese
from greenplan_desktop.documents.reader import read_document
from greenplan_desktop.documents.source import lines_from_text
from greenplan_desktop.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
SENTENCES = (
    "推动重点行业节能降碳改造，到2025年单位产品能耗下降{n}.5%，建成示范项目{n}个，",
    "完善激励约束机制，支持企业开展清洁生产审核和节能诊断，培育一批综合能源服务机构；",
    "加强组织协调和要素保障，统筹资金、用地、用能等资源，按季度调度工作进展，及时解决突出问题，确保各项措施取得实效。",
)
CLAUSES = (
    "（牵头单位：区经济信息委；责任单位：区发展改革委、区生态环境局、各园城等有关部门按职责分工负责）",
    "（区发展改革委牵头，区财政局、区市场监管局、区科技局等配合）",
    "（区住房城乡建委、区城市管理局等按职责分工负责）",
)


def plan_text(tasks: int = 500) -> str:
    """A made-up plan of about 200 characters and two targets per task, as dense as real ones."""
    lines = [
        "临江区绿色低碳发展实施方案",
        "（2023—2025年）",
        "为推动绿色低碳发展，制定本方案。",
        "一、重点任务",
    ]
    for number in range(1, tasks + 1):
        if number % 10 == 1:
            lines.append(f"（{chinese(number // 10 + 1)}）开展第{number}组专项行动")
        body = "".join(sentence.format(n=number) for sentence in SENTENCES)
        lines.append(f"{number}．实施第{number}项工作。{body}{CLAUSES[number % 3]}")
    return "\n".join(lines) + "\n"


def best(work: Callable[[], object]) -> float:
    """Least processor time of several runs, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main() -> None:
    text = plan_text()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(text, encoding="utf-8")

        def characters() -> str:
            return unicodedata.normalize("NFKC", clean(path.read_text(encoding="utf-8")))

        def whole() -> int:
            return len(read_document(lines_from_text(path.read_text(encoding="utf-8"), path.name)).tasks)

        tasks = whole()
        base, reading = best(characters), best(whole)
    print(f"{len(text)} characters, {tasks} tasks")
    print(
        f"read and normalise {base:.1f} ms, read the plan {reading:.1f} ms, ratio {reading / base:.2f} (below 5)"
    )


if __name__ == "__main__":
    main()
