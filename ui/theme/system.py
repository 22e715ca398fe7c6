"""What this computer's owner has told their system about colours, contrast and movement."""

import os
import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_CLIENT_AREA_ANIMATION = 0x1042
"""SPI_GETCLIENTAREAANIMATION, winuser.h."""


def prefers_dark() -> bool:
    """Whether the system has a dark appearance; False where it does not tell."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def prefers_contrast() -> bool:
    """Whether the system asks for high contrast; False where it does not tell."""
    hints = QGuiApplication.styleHints()  # held: what it lends dies with PySide's wrapper of it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


@cache
def prefers_less_movement() -> bool:
    """Whether the system's animations are switched off; False where it does not tell.

    Qt does not pass it on yet. Windows is asked; on Linux the settings file of GTK tells, which desktops
    write for programs like this one; macOS is not asked.
    """
    if sys.platform == "win32":
        return _windows_stands_still()
    return _gtk_stands_still()


def _windows_stands_still() -> bool:
    import ctypes

    moves = ctypes.c_int(1)
    # The stub of ctypes has windll on Windows only.
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - mypy on Linux would not know the attribute
    user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)
    return not moves.value


def _gtk_stands_still() -> bool:
    import configparser  # 4 ms, and the first page moves nothing

    given = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(given) if given else Path.home() / ".config"
    for version in ("gtk-4.0", "gtk-3.0"):
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read(folder / version / "settings.ini", encoding="utf-8")
            told = parser.get("Settings", "gtk-enable-animations", fallback="")
        except (configparser.Error, OSError, ValueError):
            continue
        if told:
            return told.strip().lower() in {"0", "false"}
    return False
