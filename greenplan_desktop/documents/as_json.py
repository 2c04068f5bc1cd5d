"""Plans as JSON in the shape of `plan read --json`, and back: what is exported can be imported again."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.plan import Doubt, Due, Duty, Heading, Plan, Source, Target, Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greenplan_desktop.model.plan import Comparator

Json = dict[str, Any]
_COMPARATORS = ("=", ">=", "<=", "about")
_NO_PLAN = "这不是本程序导出的计划文件（JSON）：{}。请用“导出计划”得到的文件。"


def plan_json(plan: Plan, *, with_text: bool = False) -> Json:
    """The plan as JSON values; `with_text` adds the document's text, which offsets count in."""
    result: Json = {
        "title": plan.title,
        "short_name": plan.short_name,
        "document_number": plan.document_number,
        "issuer": plan.issuer,
        "issue_date": plan.issue_date,
        "period": list(plan.period) if plan.period else None,
        "tasks": [_task(task) for task in plan.tasks],
        "plan_targets": [_target(target) for target in plan.plan_targets],
        "doubts": [_doubt(doubt) for doubt in plan.doubts],
        "headings": [
            {"level": h.level, "title": h.title, "source": _source(h.source)} for h in plan.headings
        ],
        "duties": [{"unit": d.unit, "text": d.text, "source": _source(d.source)} for d in plan.duties],
        "notes": list(plan.notes),
        "source_name": plan.source_name,
    }
    if with_text:
        result["source_text"] = plan.source_text
    return result


def _task(task: Task) -> Json:
    return {
        "code": task.code,
        "number": task.number,
        "path": list(task.path),
        "title": task.title,
        "text": task.text,
        "lead_units": list(task.lead_units),
        "responsible_units": list(task.responsible_units),
        "groups": list(task.groups),
        "open_ended": task.open_ended,
        "clause": task.clause,
        "remarks": task.remarks,
        "due": {"text": task.due.text, "date": task.due.date} if task.due else None,
        "targets": [_target(target) for target in task.targets],
        "source": _source(task.source) if task.source else None,
        "clause_source": _source(task.clause_source) if task.clause_source else None,
        "doubts": list(task.doubts),
        "role_words": [list(pair) for pair in task.role_words],
    }


def _target(target: Target) -> Json:
    return {
        "text": target.text,
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": _number(target.value),
        "unit": target.unit,
        "year": target.year,
        "start": target.start,
        "end": target.end,
    }


def _number(value: str | None) -> int | float | None:
    """The printed figure as a JSON number; 3.40 becomes 3.4, 1000 stays whole."""
    if value is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _source(source: Source) -> Json:
    return {"line": source.line, "start": source.start, "end": source.end}


def _doubt(doubt: Doubt) -> Json:
    return {
        "code": doubt.code,
        "line": doubt.line,
        "message": doubt.message,
        "start": doubt.start,
        "end": doubt.end,
        "task": doubt.task,
    }


def plan_from_json(data: Any) -> Plan:
    """The plan of exported JSON; keys that are missing take their defaults, wrong shapes are an InputError."""
    if not isinstance(data, dict) or not isinstance(data.get("tasks"), list) or "title" not in data:
        raise InputError(_NO_PLAN.format("缺少标题（title）或任务（tasks）"))
    try:
        return _plan(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(_NO_PLAN.format("内容的结构不对")) from error


def _plan(data: Mapping[str, Any]) -> Plan:
    period = data.get("period")
    return Plan(
        title=str(data["title"]),
        short_name=str(data.get("short_name") or ""),
        document_number=_text(data.get("document_number")),
        issuer=_text(data.get("issuer")),
        issue_date=_text(data.get("issue_date")),
        period=(int(period[0]), int(period[1])) if period else None,
        tasks=_coded([_read_task(task) for task in data["tasks"]]),
        plan_targets=tuple(_read_target(target) for target in data.get("plan_targets") or ()),
        doubts=tuple(_read_doubt(doubt) for doubt in data.get("doubts") or ()),
        headings=tuple(
            Heading(int(h["level"]), str(h["title"]), _required(h["source"]))
            for h in data.get("headings") or ()
        ),
        duties=tuple(
            Duty(str(d["unit"]), str(d["text"]), _required(d["source"])) for d in data.get("duties") or ()
        ),
        notes=_texts(data.get("notes")),
        source_name=str(data.get("source_name") or ""),
        source_text=str(data.get("source_text") or ""),
    )


def _coded(tasks: list[Task]) -> tuple[Task, ...]:
    """Codes must be unique: they name tasks everywhere."""
    codes = [task.code for task in tasks]
    if len(set(codes)) < len(codes):
        double = next(code for code in codes if codes.count(code) > 1)
        raise InputError(f"计划文件里任务编号“{double}”出现了两次，请改成不同的编号后再导入。")
    return tuple(tasks)


def _read_task(data: Mapping[str, Any]) -> Task:
    due = data.get("due")
    number = str(data["number"])
    return Task(
        code=str(data.get("code") or number),
        number=number,
        path=_texts(data["path"]),
        title=str(data["title"]),
        text=str(data.get("text") or ""),
        lead_units=_texts(data.get("lead_units")),
        responsible_units=_texts(data.get("responsible_units")),
        groups=_texts(data.get("groups")),
        open_ended=bool(data.get("open_ended")),
        clause=_text(data.get("clause")),
        remarks=str(data.get("remarks") or ""),
        due=Due(str(due["text"]), _text(due.get("date"))) if due else None,
        targets=tuple(_read_target(target) for target in data.get("targets") or ()),
        source=_place(data.get("source")),
        clause_source=_place(data.get("clause_source")),
        doubts=_texts(data.get("doubts")),
        role_words=tuple((str(pair[0]), str(pair[1])) for pair in data.get("role_words") or ()),
    )


def _read_target(data: Mapping[str, Any]) -> Target:
    value = data.get("value")
    comparator: Comparator = data.get("comparator") or "="
    if comparator not in _COMPARATORS:
        raise ValueError(comparator)
    return Target(
        text=str(data.get("text") or ""),
        indicator=str(data.get("indicator") or ""),
        comparator=comparator,
        value=None if value is None else str(value),
        unit=_text(data.get("unit")),
        year=_whole(data.get("year")),
        start=_whole(data.get("start")),
        end=_whole(data.get("end")),
    )


def _read_doubt(data: Mapping[str, Any]) -> Doubt:
    return Doubt(
        code=str(data["code"]),
        line=int(data.get("line") or 1),
        message=str(data.get("message") or ""),
        start=_whole(data.get("start")),
        end=_whole(data.get("end")),
        task=_text(data.get("task")),
    )


def _required(data: Mapping[str, Any]) -> Source:
    return Source(int(data["line"]), int(data["start"]), int(data["end"]))


def _place(data: Mapping[str, Any] | None) -> Source | None:
    return _required(data) if data else None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _texts(values: Any) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(values)
    return tuple(str(value) for value in values or ())


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
