"""Why a file is not read: refusals that are final, damage that lets another reader try, and their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cells import ErrorCode

ENCRYPTED = "设有打开密码，请取消密码并重新保存后再导入"
DAMAGED = "已损坏或不完整，请用 Excel 或 WPS 打开检查，另存为 .xlsx 后再导入"
NOT_A_WORKBOOK = "不是能读的电子表格，请另存为 .xlsx 后再导入"
EMPTY = "是空文件（0 字节），请重新取得这份文件"
TOO_LARGE = "展开后超过 200 MB，不像是填报表，请删去无关内容后再导入"
TOO_MANY_ROWS = "有工作表超过 20 万行，不像是填报表，请删去多余的行后再导入"
TOO_MANY_CELLS = "的单元格过多，不像是填报表，请删去多余的内容后再导入"
TOO_MANY_PARTS = "内含的文件过多，请分批导入"
HANGS = "在规定时间内读不完，可能已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
CRASHES = "读取时出错，可能已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
UNSAFE = "含有不安全的内容（外部实体声明），不予读取，请用 Excel 或 WPS 另存为 .xlsx 后再导入"


class Refused(Exception):
    """The file is not read, and no other reader need try: a code and a predicate that the file's name precedes."""

    def __init__(self, code: ErrorCode, predicate: str) -> None:
        super().__init__(predicate)
        self.code: ErrorCode = code
        self.predicate = predicate


class Damaged(Exception):
    """This reader cannot make sense of the file; another may."""


def unreadable(predicate: str = DAMAGED) -> Refused:
    """A refusal of a file that is no workbook, or no longer one."""
    return Refused("unreadable", predicate)


def encrypted() -> Refused:
    """A refusal of a file that only opens with a password."""
    return Refused("encrypted", ENCRYPTED)


def too_large(predicate: str = TOO_LARGE) -> Refused:
    """A refusal of a file larger than any return."""
    return Refused("too_large", predicate)


def sentence(name: str, predicate: str) -> str:
    """One sentence that names the file (without its folders) and says what to do."""
    return f"“{name.rsplit('/', 1)[-1]}”{predicate}。"
