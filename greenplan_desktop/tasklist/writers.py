"""A list into a file by the file's ending: .pdf, .docx or .xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greenplan_desktop.model.progress import Work

    from .content import ListContent
    from .settings import Settings

ENDINGS = (".pdf", ".docx", ".xlsx")


def write(content: ListContent | Sequence[ListContent], settings: Settings | None, path: Path) -> Work[Path]:
    """Writes one list or several (each from a new page) as the file's ending says; raises InputError for others."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        from .pdf import write_pdf

        return (yield from write_pdf(content, settings, path))
    if ending == ".docx":
        from .docx import write_docx

        return (yield from write_docx(content, settings, path))
    if ending == ".xlsx":
        from .xlsx import write_xlsx

        return (yield from write_xlsx(content, settings, path))
    raise InputError(f"不能存为“{path.name}”：文件名应以 .pdf、.docx 或 .xlsx 结尾，请改名后再存。")
