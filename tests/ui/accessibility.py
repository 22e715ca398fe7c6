"""An audit of a page: whoever uses the keyboard, a screen reader or large letters must miss nothing."""

import os
from collections.abc import Callable, Iterator
from typing import Literal, Self

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.sight import faint, out_of_order, overlapping, small_targets
from tests.ui.widget_probe import accessible_nodes
from ui.theme import Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.scaffold import Page
from ui.widgets.text import Text

VIEWS = [
    (scale, size, rtl) for scale in (1.0, 2.0) for size in ((1200, 800), (900, 640)) for rtl in (False, True)
]
"""Text size, window size, and whether the layout is mirrored: what every page has to bear."""
APPEARANCES: list[tuple[Literal["light", "dark"], bool]] = [
    ("light", False),
    ("dark", False),
    ("light", True),
    ("dark", True),
]
"""Light or dark, and whether with high contrast."""
WHOLE_MATRIX = "INNERMOST_WHOLE_MATRIX"
"""Set by pytest's option --matrix: each view in each appearance, not only in one of them."""
HORIZONTAL = {True: Qt.LayoutDirection.RightToLeft, False: Qt.LayoutDirection.LeftToRight}
_PARTS = 3
"""A date is walked through part by part: day, month and year."""
TALKING = (QAbstractButton, QLineEdit, QTextEdit, QAbstractSlider)


def show_page(qtbot: QtBot, page: Page, size: tuple[int, int] = (1200, 800)) -> None:
    """Show `page` as the program's window does: with its size, its focus ring and the keyboard."""
    QApplication.setLayoutDirection(HORIZONTAL[page.theme.rtl])
    qtbot.addWidget(page, before_close_func=_reset_direction)
    FocusRing(page, page.theme)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.shown()
    settle()
    focus = page.first_focus()
    if focus is not None:
        focus.setFocus()
    settle()


def _reset_direction(_page: QWidget) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def settle() -> None:
    """Let layouts and deletions take place."""
    for _ in range(5):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def focusable(page: QWidget) -> list[QWidget]:
    """Everything that the keyboard can reach on the page as it is shown."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollBar)
        and widget.focusProxy() is None
    ]


def unnamed(page: QWidget) -> list[str]:
    """What the keyboard reaches and a screen reader could not name, or would call nothing in particular."""
    found = []
    for widget in focusable(page):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        description = interface.text(QAccessible.Text.Description)
        if not (name.strip() or description.strip()):
            found.append(f"{type(widget).__name__} without a name")
        elif isinstance(widget, TALKING) and interface.role() in {
            QAccessible.Role.NoRole,
            QAccessible.Role.Client,
        }:
            found.append(f"{type(widget).__name__} “{name}” without a role")
    return found


def unnamed_pictures(page: QWidget) -> list[str]:
    """Pictures that claim to tell something and have no words."""
    return [
        node.object().objectName() or type(node.object()).__name__
        for node in accessible_nodes(page)
        if node.role() == QAccessible.Role.Graphic and not node.text(QAccessible.Text.Name).strip()
    ]


def cut(page: Page) -> list[str]:
    """Texts that do not have the room they need, or stand outside the page's width."""
    found = []
    for text in _seen_texts(page):
        inside = QRect(text.mapTo(page, QPoint(0, 0)), text.size())
        if text.height() < text.heightForWidth(text.width()):
            found.append(f"too low: {text.text()}")
        elif text.width() < text.minimumSizeHint().width():
            found.append(f"too narrow: {text.text()}")
        elif inside.left() < 0 or inside.right() > page.width():
            found.append(f"outside: {text.text()}")
    for button in page.findChildren(QAbstractButton):
        wanted = button.minimumSizeHint()
        if button.isVisible() and (button.width() < wanted.width() or button.height() < wanted.height()):
            found.append(f"button too small: {button.accessibleName() or button.text()}")
    return found


def _seen_texts(page: Page) -> Iterator[Text]:
    return (text for text in page.findChildren(Text) if text.isVisible() and text.text())


def walked(page: Page) -> dict[QWidget, bool]:
    """Where Tab leads from the first focus, until it comes round; and whether each was in sight then."""
    seen: dict[QWidget, bool] = {}
    stays = 0
    for _ in range(60):
        focus = page.focusWidget()
        stays = stays + 1 if seen and focus is list(seen)[-1] else 0
        if focus is None or stays > _PARTS or (focus in seen and not stays):
            return seen
        if not stays:
            seen[focus] = _in_sight(page, focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not come round")


def _in_sight(page: Page, widget: QWidget) -> bool:
    if isinstance(widget, QAbstractScrollArea) or not page.column.isAncestorOf(widget):
        return True
    view = page.scroll_area.viewport()
    place = QRect(widget.mapTo(view, QPoint(0, 0)), widget.size())
    return view.rect().contains(place) or place.height() > view.height()


class StrayWindows(QObject):
    """Hears of every window that appears, however briefly: a part shown before it has its place is one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def __enter__(self) -> Self:
        QApplication.instance().installEventFilter(self)
        return self

    def __exit__(self, *_problem: object) -> None:
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        appears = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if appears and watched.isWindow() and not isinstance(watched, Page):
            self.found.append(f"a window of its own for a moment: {type(watched).__name__}")
        return False


def audit(
    qtbot: QtBot, make: Callable[[Theme], Page], scale: float, size: tuple[int, int], *, rtl: bool
) -> Page:
    """Show the page under these conditions and fail with a list of what is wrong."""
    for mode, more_contrast in appearances(scale, size, rtl=rtl):
        with StrayWindows() as stray:
            page = make(Theme(mode, scale, rtl=rtl, more_contrast=more_contrast))
            show_page(qtbot, page, size)
        judge(page, stray)
    return page


def appearances(
    scale: float, size: tuple[int, int], *, rtl: bool
) -> list[tuple[Literal["light", "dark"], bool]]:
    """Those in which a view is looked at: one of the four, so that all views together cover them, or all."""
    if os.environ.get(WHOLE_MATRIX):
        return APPEARANCES
    return [APPEARANCES[(2 * (size[0] < 1000) + rtl + (scale > 1)) % 4]]


def judge(page: Page, stray: StrayWindows) -> None:
    """Fail with a list of what is wrong with a page as it is shown, and what appeared on the way to it."""
    for _ in range(100):  # a scroll bar that comes makes texts narrower, and the layout comes to rest later
        settle()
        if not cut(page):
            break
        QTest.qWait(10)
    wrong = stray.found + unnamed(page) + unnamed_pictures(page) + cut(page)
    reached = walked(page)
    wrong += faint(page) + overlapping(page) + small_targets(page) + out_of_order(page, list(reached))
    wrong += [f"Tab never reaches {_called(one)}" for one in focusable(page) if one not in reached]
    # the first has the focus when the page appears, at its top
    wrong += [f"Tab leads out of sight: {_called(one)}" for one in list(reached)[1:] if not reached[one]]
    assert not wrong, "\n".join(wrong)


def _called(widget: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} “{name}”"


def words(page: QWidget) -> list[str]:
    """Every text that is seen, in order."""
    return [text.text() for text in page.findChildren(Text) if text.isVisible() and text.text()]


def roles(page: QWidget, role: QAccessible.Role) -> list[str]:
    """The names a screen reader says of all visible things of a role."""
    return [
        node.text(QAccessible.Text.Name)
        for node in accessible_nodes(page)
        if node.role() == role and not node.state().invisible
    ]


def button(page: QWidget, name: str) -> QAbstractButton:
    """The one visible button a screen reader calls so."""
    found = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and (one.accessibleName() or one.text()) == name
    ]
    assert len(found) == 1, f"{len(found)} buttons “{name}” among {roles(page, QAccessible.Role.Button)}"
    return found[0]


def press(page: QWidget, name: str) -> None:
    """Press a button with the keyboard alone."""
    one = button(page, name)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    assert one.hasFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)
    settle()
