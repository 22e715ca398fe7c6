"""Make the program's icon in every size and form that a system asks for, from one drawing.

    .venv/bin/python packaging/icons.py

Reads resources/icons/innermost.svg and writes beside it: app/<size>.png for Linux and the window,
innermost.ico for Windows, innermost.icns for macOS. Qt paints; the two containers are lists of PNG files, so
they are written here: ICO as Microsoft describes it since Vista, ICNS with Apple's types icp4 to ic14.
"""

import os
import struct
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons"
DRAWING = FOLDER / "innermost.svg"
LINUX = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS = {
    b"icp4": 16,
    b"ic11": 32,
    b"icp5": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
}
_ICO_HEADER, _ICO_ENTRY = struct.Struct("<HHH"), struct.Struct("<BBBBHHII")


def paint(size: int) -> bytes:
    """The drawing as a PNG of `size` × `size` pixels."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 0)
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNG pictures by their size."""
    start = _ICO_HEADER.size + _ICO_ENTRY.size * len(pictures)
    entries, body = b"", b""
    for size, data in sorted(pictures.items()):
        side = size % 256  # 256 is written as 0
        entries += _ICO_ENTRY.pack(side, side, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return _ICO_HEADER.pack(0, 1, len(pictures)) + entries + body


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """A macOS icon of PNG pictures by their type."""
    body = b"".join(kind + struct.pack(">I", len(data) + 8) + data for kind, data in pictures.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> int:
    """Write all of them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    keep = QGuiApplication([])
    painted = {size: paint(size) for size in sorted({*LINUX, *WINDOWS, *MACOS.values()})}
    (FOLDER / "app").mkdir(exist_ok=True)
    for size in LINUX:
        (FOLDER / "app" / f"{size}.png").write_bytes(painted[size])
    (FOLDER / "innermost.ico").write_bytes(ico({size: painted[size] for size in WINDOWS}))
    (FOLDER / "innermost.icns").write_bytes(icns({kind: painted[size] for kind, size in MACOS.items()}))
    del keep
    return 0


if __name__ == "__main__":
    sys.exit(main())
