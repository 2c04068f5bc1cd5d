"""Reading a plan of 500 tasks as .docx and as PDF, against what python-docx and pdfplumber take for the text alone.

Run: .venv/bin/python tests/bench/bench_formats.py; the PDF part needs LibreOffice to print the plan first.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from greenplan_desktop.documents.docx_files import read_docx
from greenplan_desktop.documents.pdf_files import pdf_blocks
from greenplan_desktop.documents.read import read_plan
from tests.bench.bench_plan_reading import plan_text

if TYPE_CHECKING:
    from collections.abc import Callable


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def written() -> bytes:
    """The plan as python-docx writes it."""
    import docx

    made = docx.Document()
    for line in plan_text().split("\n"):
        made.add_paragraph(line)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def by_python_docx(content: bytes) -> str:
    """The text alone."""
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def by_pdfplumber(content: bytes) -> str:
    """The text alone."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as opened:
        return "\n".join(page.extract_text() or "" for page in opened.pages)


def main() -> None:
    """Print times and ratios."""
    content = written()
    ours, theirs = best(lambda: read_docx(content, "计划.docx")), best(lambda: by_python_docx(content))
    print(f".docx: {ours * 1000:.0f} ms, python-docx {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}")
    if shutil.which("soffice") is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        path.write_bytes(content)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        printed = path.with_suffix(".pdf").read_bytes()
        ours = best(lambda: pdf_blocks(printed, "计划.pdf"))
        theirs = best(lambda: by_pdfplumber(printed), 1)
        whole = best(lambda: read_plan(path.with_suffix(".pdf")), 1)
        print(f"PDF: {ours * 1000:.0f} ms, pdfplumber {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}")
        print(f"PDF to plan, with the process: {whole * 1000:.0f} ms")


if __name__ == "__main__":
    main()
