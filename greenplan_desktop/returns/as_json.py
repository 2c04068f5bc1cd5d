"""A review in the shape the command line prints (returns.md): exact keys, codes for tasks, tenths as percents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .review import Review
    from .verdicts import FileReview, RowReview


def review_json(review: Review, plan: str = "", *, applied: bool = False) -> dict[str, Any]:
    """The whole review; `plan` is how the plan was named, `applied` whether its ticked rows were written."""
    stored = review.context.snapshot.plan
    return {
        "plan": plan or stored.document_number or stored.title,
        "period": review.period.code,
        "applied": applied,
        "files": [file_json(file, review) for file in review.files],
    }


def file_json(file: FileReview, review: Review) -> dict[str, Any]:
    """One file."""
    unit = review.context.index.units.get(file.unit_id) if file.unit_id is not None else None
    error = file.error
    return {
        "file": file.name,
        "sha256": file.sha256,
        "unit": unit.short_name or unit.full_name if unit else None,
        "outcome": file.outcome,
        "flags": list(file.flags),
        "error": {"code": error.code, "message": error.message} if error else None,
        "skipped_sheets": [{"sheet": s.sheet, "reason": s.reason} for s in file.skipped_sheets],
        "notes": list(file.notes),
        "missing_tasks": [review.context.tasks.by_id[task].code for task in file.missing],
        "rows": [row_json(row, review) for row in file.rows],
        "skipped_rows": [{"sheet": s.sheet, "row": s.row, "reason": s.reason} for s in file.skipped_rows],
    }


def row_json(row: RowReview, review: Review) -> dict[str, Any]:
    """One row; `percent` is a number with one decimal."""
    values = row.values
    task = review.context.tasks.by_id.get(row.task_id) if row.task_id is not None else None
    return {
        "sheet": row.sheet,
        "row": row.row,
        "task": task.code if task else None,
        "status": values.status,
        "percent": None if values.percent_tenths is None else values.percent_tenths / 10,
        "achievement": values.achievement,
        "problems": values.problems,
        "next_steps": values.next_steps,
        "remarks": values.remarks,
        "raw": dict(row.raw),
        "flags": list(row.flags),
        "change": row.change,
    }
