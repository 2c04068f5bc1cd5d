"""One cell of an OpenDocument table: its kind, its text as shown and its number, from attributes and paragraphs."""

from __future__ import annotations

import re

from .numformat import number_format
from .numformat_dates import serial_of
from .raw import FORMULA, PERCENT, UNCACHED

Value = tuple[str, str, "float | None", int]  # kind, text, number, flags
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}|错误:\d{3}")
_NUMERIC = ("float", "percentage", "currency")
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d*)?S")


def cell_value(attributes: dict[str, str], shown: str | None) -> Value:
    """The value of a cell; `shown` is None where it holds no paragraph."""
    flags = FORMULA if "table:formula" in attributes else 0
    kind = attributes.get("office:value-type", "")
    if attributes.get("calcext:value-type") == "error" or (flags and shown and _ERROR.fullmatch(shown)):
        return "error", shown or "#VALUE!", None, flags
    if kind in _NUMERIC:
        return _number(attributes, kind, shown, flags)
    if kind == "date":
        return "date", shown or _plain_date(attributes.get("office:date-value", "")), None, flags
    if kind == "time":
        return "date", shown or _plain_time(attributes.get("office:time-value", "")), None, flags
    if kind == "boolean":
        true = attributes.get("office:boolean-value", "").lower() == "true"
        return "bool", shown or ("TRUE" if true else "FALSE"), None, flags
    if not kind and shown is None and flags:
        return "text", "", None, flags | UNCACHED
    return "text", attributes.get("office:string-value", "") if shown is None else shown, None, flags


def _number(attributes: dict[str, str], kind: str, shown: str | None, flags: int) -> Value:
    written = attributes.get("office:value", "")
    try:
        number = float(written)
    except ValueError:
        return "text", shown or written, None, flags
    if number - number != 0:
        return "text", shown or written, None, flags
    if kind == "percentage":
        flags |= PERCENT
    if not shown or not shown.strip("#"):  # no paragraph, or a column too narrow
        code = "General" if kind != "percentage" else _percent_code(number)
        shown = number_format(code).show(number).text
    return "number", shown, number, flags


def _percent_code(number: float) -> str:
    return "0%" if round(number * 100, 6) == round(number * 100) else "0.##%"


def _plain_date(written: str) -> str:
    serial = serial_of(written)
    if serial is None:
        return written
    return number_format("yyyy-mm-dd hh:mm:ss" if serial % 1 else "yyyy-mm-dd").show(serial).text


def _plain_time(written: str) -> str:
    match = _TIME.fullmatch(written)
    return ":".join(part.zfill(2) for part in match.groups()) if match else written
