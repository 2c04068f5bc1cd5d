"""Builds small PDFs by hand: text at given places, ruled lines, pictures; fonts by name, nothing embedded."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Page:
    """A page being drawn; places are measured from its upper left corner in pt."""

    turned: bool = False  # its text runs upwards along the left side, as a landscape table is bound
    parts: list[str] = field(default_factory=list)
    picture: bool = False

    def text(self, x: float, y: float, text: str, size: float = 16, angle: int = 0) -> Page:
        """A line of text whose baseline begins at (x, y)."""
        cos, sin = {0: (1, 0), 90: (0, 1), 45: (0.707, 0.707)}[angle]
        place = f"{cos} {sin} {-sin} {cos} {x:.2f} {HEIGHT - y:.2f}"
        if self.turned:
            place = f"0 1 -1 0 {y:.2f} {x:.2f}"
        self.parts.append(f"BT /F1 {size} Tf {place} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """A ruled line."""
        if self.turned:
            (x0, y0), (x1, y1) = (y0, HEIGHT - x0), (y1, HEIGHT - x1)
        self.parts.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def block(self, y: float, *lines: str, x: float = 79, size: float = 16, pitch: float = 28) -> Page:
        """Printed lines one below the other; a leading blank of full width indents."""
        for order, text in enumerate(lines):
            blanks = len(text) - len(text.lstrip("\u3000"))
            self.text(x + blanks * size, y + order * pitch, text.lstrip("\u3000"), size)
        return self


def pdf(*pages: Page) -> bytes:
    """The file's bytes."""
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{7 + 2 * i} 0 R' for i in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 939 500]"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
            b"/Descent -120/CapHeight 880/StemV 93>>"
        ),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n\x80\nendstream",
    ]
    for index, page in enumerate(pages):
        drawn = "\n".join(
            [*page.parts, *(["q 500 0 0 700 40 60 cm /I1 Do Q"] if page.picture else [])]
        ).encode()
        box = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<</F1 3 0 R>>/XObject<</I1 6 0 R>>>>"
            f"/Contents {8 + 2 * index} 0 R>>".encode()
        )
        objects.append(f"<</Length {len(drawn)}>>\nstream\n".encode() + drawn + b"\nendstream")
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer <</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
