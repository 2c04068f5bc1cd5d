"""Old word-processor files become .docx through an installed LibreOffice or, on Windows, WPS or Word."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

from .limits import CONVERTING_SECONDS, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

_PLACES = (
    "/opt/libreoffice*/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# Macros never run, links to other files are never followed or refreshed.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
# WPS registers KWPS.Application, older ones WPS.Application; 16 is the .docx format, 3 forbids macros.
_AUTOMATION = """
$ErrorActionPreference = 'Stop'
foreach ($id in 'KWPS.Application', 'WPS.Application', 'Word.Application') {{
  try {{ $app = New-Object -ComObject $id }} catch {{ continue }}
  try {{
    $app.Visible = $false
    try {{ $app.AutomationSecurity = 3; $app.DisplayAlerts = 0 }} catch {{ }}
    $document = $app.Documents.Open('{source}', $false, $true, $false)
    $document.SaveAs2('{target}', 16)
    $document.Close($false)
  }} finally {{ $app.Quit() }}
  exit 0
}}
exit 3
"""


def to_docx(content: bytes, suffix: str, name: str) -> bytes:
    """The file as .docx; InputError with advice where no program can do it, or it takes too long."""
    with tempfile.TemporaryDirectory(prefix="greenplan-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(content)
        tried = False
        for way in _ways():
            tried = True
            target = way(source)
            if target.is_file() and target.stat().st_size > 0:
                return target.read_bytes()
        if tried:
            raise unreadable(name)
    raise InputError(
        f"“{name}”不是 .docx 格式，本机也没有可用来转换的 LibreOffice 或 WPS，"
        "请用 WPS 或 Word 打开它，“另存为”选“Word 文档（.docx）”后再导入。",
        code="needs_docx",
    )


def _ways() -> list[Callable[[Path], Path]]:
    """The programs at hand that can convert, best first."""
    ways: list[Callable[[Path], Path]] = []
    program = find_libreoffice()
    if program:
        ways.append(lambda source: _by_libreoffice(program, source))
    if sys.platform == "win32":
        ways.append(_by_automation)
    return ways


def find_libreoffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    for command in ("soffice", "libreoffice"):
        found = shutil.which(command)
        if found:
            return found
    for place in _PLACES:
        root, _, rest = place.partition("*")
        paths = sorted(Path(root).parent.glob(Path(root).name + "*" + rest)) if rest else [Path(place)]
        for path in paths:
            if path.is_file():
                return str(path)
    return None


def _by_libreoffice(program: str, source: Path) -> Path:
    folder = source.parent
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    out = folder / "out"
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
        "--nolockcheck", "--nodefault", "--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(out), str(source),
    ]  # fmt: skip
    _run(command, folder)
    return out / "source.docx"


def _by_automation(source: Path) -> Path:
    target = source.with_name("converted.docx")
    script = _AUTOMATION.format(source=_quoted(source), target=_quoted(target))
    encoded = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    _run(["powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded], source.parent)
    return target


def _quoted(path: Path) -> str:
    """A path inside PowerShell's single quotes."""
    return str(path).replace("'", "''")


def _run(command: list[str], folder: Path) -> None:
    """Run a program with a time limit; whatever it started is ended with it."""
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", "TMPDIR": str(folder)}
    with contextlib.suppress(OSError):
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(CONVERTING_SECONDS)
        except subprocess.TimeoutExpired:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
