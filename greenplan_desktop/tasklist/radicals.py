"""Signs that look like a character and are none: a search for 汽车 must find the 车 that a font calls ⻋."""

from __future__ import annotations

import unicodedata
from functools import cache

# Unicode's property Equivalent_Unified_Ideograph outside the Kangxi block: radicals supplement and strokes.
_PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍尐⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爬⺦丬⺧牛⺨犭"
    "⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艺⻀艻⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辷⻎辸⻏邑⻐钅"
    "⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
    "㇆𠃌㇏乀㇐一㇑丨㇒丿㇓乀㇔丶㇕𠃍㇖乛㇗𠃊㇘𠃎㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎"
)
# Shapes that fonts share between two signs, and whose decomposition does not say so.
_SHARED = {
    "〜": "～",
    "∙": "·",
    "‧": "·",
    "․": ".",
    "\u2003": "\u3000",
    "\t": " ",
    "\u00a0": " ",
    "―": "—",
    "⼀": "一",
}


@cache
def _table() -> dict[str, str]:
    table = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
    for code in range(0x2F00, 0x2FD6):  # Kangxi radicals
        table[chr(code)] = unicodedata.normalize("NFKC", chr(code))
    return table


def unified(text: str) -> str:
    """A text with every radical and stroke sign put right; everything else is left as it is."""
    table = _table()
    return "".join(table.get(char, char) for char in text)


def readings(sign: str) -> tuple[str, ...]:
    """What a sign in a font's map may stand for, most likely first: 车 for ⻋, fi for ﬁ, ～ for 〜."""
    found = [_table().get(sign), _SHARED.get(sign), unicodedata.normalize("NFKC", sign)]
    return tuple(dict.fromkeys(text for text in found if text and text != sign))
