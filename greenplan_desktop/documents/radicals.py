"""Radicals that PDF fonts put in place of characters, and that travel on by copying, become characters again."""

from __future__ import annotations

import re
import unicodedata

# Unicode's property Equivalent_Unified_Ideograph for the CJK Radicals Supplement, in the order of the block.
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬"
    "⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西"
    "⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟"
    "⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_FOLDED = {ord(_SUPPLEMENT[i]): _SUPPLEMENT[i + 1] for i in range(0, len(_SUPPLEMENT), 2)}
# Kangxi radicals, compatibility ideographs and the upright forms of vertical punctuation have decompositions.
_FOLDED |= {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0xFE30, 0xFE44), (0xFB00, 0xFB06))
    for code in range(first, last + 1)
}


_ANY = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\ufe30-\ufe44\ufb00-\ufb06]")


def without_radicals(text: str) -> str:
    """The text with `⻋` as `车`, `⾦` as `金`; everything else is left as it is."""
    return text.translate(_FOLDED) if _ANY.search(text) else text
