"""A summary by the office's own .docx with marked fields (docxtpl); a broken one is told in one sentence."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import Progress

from . import charts
from .chart_draw import draw
from .chart_style import on_paper
from .docx_table import printable
from .summary import MOST_TARGETS, MOST_UNITS
from .template_fields import FIELDS, field_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work

    from .figures import Statistics

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_OPENED = re.compile(
    r"\{\{(?:(?!\}\}|\{\{|\{%).)*?(?=\{\{|\{%|$)|\{%(?:(?!%\}|\{\{|\{%).)*?(?=\{\{|\{%|$)", re.S
)
_XML = re.compile(r"<[^>]*>")
_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")
_ENDS = {"for": "endfor", "if": "endif", "set": "endset"}
_CHART_MM = 150
_PICTURES: dict[str, Callable[[Statistics], charts.Chart]] = {
    "章节图": charts.status_by_group,
    "单位图": lambda figures: charts.lead_units(figures, MOST_UNITS),
    "目标图": lambda figures: charts.targets_followed(figures, MOST_TARGETS),
}


def fill_template(
    template: bytes, name: str, index: PlanIndex, period: Period, joined: Mapping[int, str] | None = None
) -> Work[bytes]:
    """The template `name` filled for a plan and period, as .docx bytes.

    Raises InputError naming the field where one is unknown or wrongly written, or where it is no .docx.
    """
    values, figures = field_values(index, period, joined)
    document = _opened(template, name)
    used = _check(document, name)
    yield Progress(1, 3, "正在绘制图表")
    values |= _pictures(document, figures, used)
    yield Progress(2, 3, "正在填写模板")
    return _rendered(document, name, values)


def _opened(template: bytes, name: str) -> Any:
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    try:
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise InputError(
            f"模板“{name}”不是 Word 文档（.docx），请用 WPS 或 Word 另存为 .docx 后再选。"
        ) from error
    return document


def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _sources(document: Any) -> Iterator[str]:
    """The marked-up text of the body, headers and footers, tags put together again."""
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.get_part_xml(part))


def _check(document: Any, name: str) -> set[str]:
    """The fields the template uses; raises InputError at the first it cannot use."""
    from jinja2 import TemplateError, meta

    environment = _environment()
    used: set[str] = set()
    for source in _sources(document):
        try:
            used |= meta.find_undeclared_variables(environment.parse(source))
        except TemplateError as error:
            raise InputError(_broken(source, name)) from error
    unknown = sorted(used - set(FIELDS))
    if unknown:
        raise InputError(f"模板“{name}”中的字段“{unknown[0]}”无法识别，请改成模板说明中列出的字段名。")
    return used


def _broken(source: str, name: str) -> str:
    """One sentence naming the tag that is wrongly written, or the loop that is not closed."""
    text = _XML.sub("", source)
    left = _TAG.sub("", text)
    opened = _OPENED.search(left)
    if opened:
        return f"模板“{name}”中的字段“{opened[0].strip()[:20]}”没有写完整，请补上结尾的括号。"
    open_blocks: list[tuple[str, str]] = []
    for tag in _TAG.findall(text):
        word = re.sub(r"^\{%-?\s*(?:p|tr|tc|r)?\s+", "", tag).split(" ")[0] if tag.startswith("{%") else ""
        if word in _ENDS:
            open_blocks.append((word, tag))
        elif word.startswith("end") and (not open_blocks or _ENDS[open_blocks.pop()[0]] != word):
            return f"模板“{name}”中的字段“{tag}”前面没有对应的开头，请删去或补上。"
        if not _fits(tag, word):
            return f"模板“{name}”中的字段“{tag}”写法不对，请对照模板说明改正。"
    if open_blocks:
        word, tag = open_blocks[-1]
        return f"模板“{name}”中的字段“{tag}”缺少对应的结尾“{{% {_ENDS[word]} %}}”，请补上。"
    return f"模板“{name}”中的字段写法不对，请对照模板说明检查循环的开头和结尾。"


def _fits(tag: str, word: str) -> bool:
    """Whether a tag can be read by itself."""
    from jinja2 import TemplateError

    if word in ("else", "elif", "endfor", "endif", "endset"):
        return True
    alone = tag + (f"{{% {_ENDS[word]} %}}" if word in _ENDS and word != "set" else "")
    alone = re.sub(r"\{%(-?)\s*(?:p|tr|tc|r)\s+(?=\w+ )", r"{%\1 ", alone)
    try:
        _environment().compile(alone)
    except TemplateError:
        return False
    return True


def _pictures(document: Any, figures: Statistics, used: set[str]) -> dict[str, Any]:
    from docx.shared import Mm
    from docxtpl import InlineImage

    found: dict[str, Any] = {}
    for field, chart in _PICTURES.items():
        if field in used:
            picture = draw(chart(figures), on_paper(_CHART_MM))
            found[field] = InlineImage(document, io.BytesIO(picture.content), width=Mm(_CHART_MM))
    return found


def _rendered(document: Any, name: str, values: dict[str, Any]) -> bytes:
    from jinja2 import TemplateError

    try:
        document.render(_clean(values), jinja_env=_environment(), autoescape=True)
    except (TemplateError, TypeError, ValueError, ZeroDivisionError) as error:
        match = _UNKNOWN.search(str(error))
        field = next((g for g in match.groups() if g), "") if match else ""
        what = f"字段“{field}”无法识别" if field else "有一个字段的写法无法计算"
        raise InputError(f"模板“{name}”中的{what}，请改成模板说明中列出的字段名。") from error
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clean(value: Any) -> Any:
    """The values without characters that a .docx cannot hold."""
    if isinstance(value, str):
        return "\n".join(printable(line) for line in value.split("\n"))
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value
