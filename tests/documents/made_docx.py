"""Builds .docx files out of raw WordprocessingML, so that tests can say exactly what Word would have written."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_KIND}.{part}{more}+xml"/>'
        for part, more in (("document", ".main"), ("numbering", ""), ("styles", ""), ("footnotes", ""))
    )
    + "</Types>"
)
_REL = '<Relationship Id="r{0}" Type="{1}/{2}" Target="{3}"{4}/>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str = "", number: int | None = None, level: int = 0, style: str = "", extra: str = "") -> str:
    """A paragraph; `number` is the id of an automatic list; text that begins with < is taken as raw runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    body = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{body}</w:p>"


def cell(text: str, properties: str = "") -> str:
    """A table cell; line breaks in the text make paragraphs."""
    inside = text if text.startswith("<") else "".join(para(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows made by `row`."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; plain texts become cells."""
    inside = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def numbering(*definitions: str, lists: str = "") -> str:
    """numbering.xml with definitions 0, 1, … and a list of the same number plus one for each."""
    kept = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{d}</w:abstractNum>' for i, d in enumerate(definitions)
    )
    nums = "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(definitions))
    )
    return kept + nums + lists


def level(index: int, format: str, text: str, start: int = 1, extra: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def docx(body: str, numbers: str = "", styles: str = "", footnotes: str = "", **more: str | bytes) -> bytes:
    """The bytes of a .docx; `more` are further parts by name (word__x.bin for word/x.bin) or `links` (raw XML)."""
    links = str(more.pop("links", ""))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _rels([("officeDocument", "word/document.xml")]),
    }
    related = []
    for kind, root, inside in (
        ("numbering", "numbering", numbers),
        ("styles", "styles", styles),
        ("footnotes", "footnotes", footnotes),
    ):
        if inside:
            parts[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{inside}</w:{root}>"
            related.append((kind, f"{kind}.xml"))
    parts["word/document.xml"] = f"<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    parts["word/_rels/document.xml.rels"] = _rels(related, links)
    parts |= {name.replace("__", "/"): content for name, content in more.items()}
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _rels(related: list[tuple[str, str]], links: str = "") -> str:
    inside = "".join(_REL.format(i, _R, kind, target, "") for i, (kind, target) in enumerate(related))
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{inside}{links}</Relationships>'
