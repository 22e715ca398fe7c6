"""Pictures of the screen: what the program asks of Windows and macOS, said to functions of C.

Neither system is here. What they would do is theirs; that they are asked, and with which numbers, is tested.
"""

import ctypes
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intimacy_desktop.settings import Settings, SettingsFile
from tests.ui.desk import make_couple, starting
from ui.pages.settings import SettingsPage
from ui.widgets.switch import Switch
from ui.window.capture import MacCapture, WindowsCapture, system_capture

WINDOW, VIEW = 0x7FFF_1234_5678, 0x7FFF_8765_4321
AFFINITY = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
SELECTOR = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_char_p)
MESSAGE = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)


def windows(known: set[int]) -> tuple[WindowsCapture, list[tuple[int, int]]]:
    """Windows as it takes the affinities it knows; and what it was asked."""
    asked: list[tuple[int, int]] = []

    def set_affinity(window: int, affinity: int) -> int:
        asked.append((window, affinity))
        return int(affinity in known)

    return WindowsCapture(SimpleNamespace(SetWindowDisplayAffinity=AFFINITY(set_affinity))), asked


@pytest.mark.parametrize(
    ("known", "excluded", "asked", "done"),
    [
        ({0x00, 0x01, 0x11}, True, [0x11], True),
        ({0x00, 0x01}, True, [0x11, 0x01], True),  # before May 2020: a black window
        (set(), True, [0x11, 0x01], False),
        ({0x00, 0x01, 0x11}, False, [0x00], True),
    ],
)
def test_windows_is_asked_for_the_best_it_knows(
    known: set[int], excluded: bool, asked: list[int], done: bool
) -> None:
    capture, heard = windows(known)
    assert capture.exclude(WINDOW, excluded=excluded) is done
    assert heard == [(WINDOW, affinity) for affinity in asked]


@pytest.mark.parametrize(("excluded", "sharing"), [(True, 0), (False, 1)])
def test_macos_is_told_by_the_window_of_the_view(excluded: bool, sharing: int) -> None:
    # Given the two functions of the Objective-C runtime
    names: list[bytes] = []
    told: list[tuple[Any, bytes, int]] = []

    def name(text: bytes) -> int:
        names.append(text)
        return len(names)

    def send(receiver: int, selector: int, argument: int) -> int | None:
        told.append((receiver, names[selector - 1], argument))
        return WINDOW if names[selector - 1] == b"window" else None

    objc = SimpleNamespace(sel_registerName=SELECTOR(name), objc_msgSend=MESSAGE(send))
    # When the window is kept out of pictures, then its NSWindow is told, not the view
    assert MacCapture(objc).exclude(VIEW, excluded=excluded)
    assert told[0][:2] == (VIEW, b"window")
    assert told[1] == (WINDOW, b"setSharingType:", sharing)


def test_a_view_without_a_window_is_no_fault() -> None:
    objc = SimpleNamespace(sel_registerName=SELECTOR(lambda _text: 1), objc_msgSend=MESSAGE(lambda *_: None))
    assert not MacCapture(objc).exclude(VIEW, excluded=True)


def test_nothing_is_promised_where_the_system_cannot(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    assert (system_capture() is None) == sys.platform.startswith("linux")
    with starting(qtbot, qapp) as start:
        desk = start(make_couple(tmp_path / "home"))
        desk.click("Settings")
        assert ("pictures of the screen" in desk.words()) == (system_capture() is not None)


def test_it_is_on_from_the_first_start_and_can_be_switched_off(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with starting(qtbot, qapp) as start:
        # Given a system that can
        desk = start(make_couple(tmp_path / "home"))
        capture, asked = windows({0x00, 0x11})
        desk.app.shell.capture = capture
        desk.app.shell.keep_out_of_pictures()
        handle = int(desk.app.frame.winId())
        assert asked == [(handle, 0x11)]
        # When somebody switches it off in the settings
        desk.click("Settings")
        assert isinstance(desk.page, SettingsPage)
        switches = desk.page.findChildren(Switch)
        switch = next(one for one in switches if one.accessibleName() == "Stay out of pictures of the screen")
        assert switch.isChecked()
        switch.click()
        # Then the window may be seen, and it stays so
        assert asked == [(handle, 0x11), (handle, 0x00)]
        file = SettingsFile(tmp_path / "home")
        qtbot.waitUntil(lambda: file.load() == replace(Settings(), exclude_capture=False))
