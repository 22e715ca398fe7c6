"""Hands and eyes inside one window process: real keys and clicks, and pictures of what is painted."""

import time
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from ui.window.frame import Frame

from .stalls import TICK_MS, Stalls

PATIENCE_S = 20.0
STILL_S = 0.08
"""A picture is taken once nothing has moved for so long."""
KEYS_PER_TICK = 4

Wait = Callable[[], bool]
Script = Generator[Wait, None, None]


class Lost(Exception):
    """The tour waits for something that does not come, or looks for something that is not there."""


class Player(QObject):
    """Plays one script in the running window.

    Args:
        frame: the window.
        pictures: the folder they go to.
        first: the number of the first picture.
        failed: called with an error that ends the script.
    """

    def __init__(self, frame: Frame, pictures: Path, first: int, failed: Callable[[Exception], None]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._pictures = pictures
        self.next_number = first
        self._failed = failed
        self.stalls = Stalls()
        self._doing = "start"
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def play(self, script: Script) -> None:
        """Go through a script: it does something, then yields what it waits for."""
        self._script = script
        self._wait: Wait = lambda: True
        self._deadline = time.monotonic() + PATIENCE_S
        self._timer.start()

    def _tick(self) -> None:
        self.stalls.pause(self._doing)
        try:
            self._go_on()
        except StopIteration:
            self._timer.stop()
        except Exception as error:  # noqa: BLE001  whatever it is, it ends the leg with its name
            self._timer.stop()
            self._failed(error)
        self.stalls.resume()

    def _go_on(self) -> None:
        if self._wait():
            self._wait = next(self._script)
            self._deadline = time.monotonic() + PATIENCE_S
        elif time.monotonic() > self._deadline:
            raise Lost(f"{self._doing}: what should follow never came; there are: {self.names()}")

    # ------------------------------------------------------------------ eyes

    def showing(self, title: str) -> Wait:
        """The page with this title is the one that is seen."""
        self._doing = f"the way to “{title}”"
        return lambda: self._frame.page is not None and self._frame.page.title == title

    def there(self, name: str) -> Wait:
        """A widget with this name or text is seen."""
        return lambda: self.look_for(name) is not None

    def gone(self, name: str) -> Wait:
        """No widget with this name or text is seen."""
        return lambda: self.look_for(name) is None

    def look_for(self, name: str) -> QWidget | None:
        """The first visible widget of the page with this name or text."""
        page = self._frame.page
        widgets = page.findChildren(QWidget) if page else []
        return next((found for found in widgets if found.isVisible() and _name(found) == name), None)

    def page(self) -> QWidget:
        """The page that is seen."""
        page = self._frame.page
        if page is None:
            raise Lost(f"{self._doing}: there is no page")
        return page

    def field(self, name: str) -> QWidget:
        """The visible line or sheet with this name; its label has the same."""
        fields = [*self.page().findChildren(QLineEdit), *self.page().findChildren(QTextEdit)]
        found = next((one for one in fields if one.isVisible() and one.accessibleName() == name), None)
        if found is None:
            raise Lost(f"{self._doing}: there is no field “{name}”; there are: {self.names()}")
        return found

    def look_for_beginning(self, words: str) -> QAbstractButton | None:
        """The first visible button of the page whose name begins so."""
        buttons = self.page().findChildren(QAbstractButton)
        return next((one for one in buttons if one.isVisible() and _name(one).startswith(words)), None)

    def there_beginning(self, words: str) -> Wait:
        """A button whose name begins so is seen."""
        return lambda: self.look_for_beginning(words) is not None

    def page_changed_by_error(self) -> Wait:
        """A field of the page says that something is wrong with it."""
        return lambda: (
            any(
                field.accessibleDescription() and field.isVisible() and field.isEnabled()
                for field in self.page().findChildren(QLineEdit)
            )
            and any(
                label.isVisible() and "passphrase." in label.text()
                for label in self.page().findChildren(QLabel)
            )
        )

    def resting(self) -> Wait:
        """Nothing that was asked for is still under way: a button can be pressed that leads on."""
        words = ("Turn ", "Next", "Close the evening")
        return lambda: any(
            found is not None and found.isEnabled() for found in map(self.look_for_beginning, words)
        )

    def find(self, name: str) -> QWidget:
        """The same, but it must be there."""
        found = self.look_for(name)
        if found is None:
            raise Lost(f"{self._doing}: nothing here is called “{name}”; there are: {self.names()}")
        return found

    def names(self) -> list[str]:
        """Everything on the page that has a name."""
        page = self._frame.page
        widgets = page.findChildren(QWidget) if page else []
        return [_name(widget) for widget in widgets if widget.isVisible() and _name(widget)]

    def picture(self, name: str) -> Script:
        """Save what is painted, once it stands still."""
        seen, since = self._grab(), time.monotonic()
        while time.monotonic() - since < STILL_S:
            yield lambda: True
            now = self._grab()
            if now != seen or self._moves():
                seen, since = now, time.monotonic()
        seen.save(str(self._pictures / f"{self.next_number:02d}_{name}.png"))
        self.next_number += 1

    def _moves(self) -> bool:
        """Whether something is in movement, even if a busy computer shows no step of it."""
        running = QVariantAnimation.State.Running
        return any(each.state() == running for each in self._frame.findChildren(QVariantAnimation))

    def _grab(self) -> QImage:
        return self._frame.grab().toImage()

    # ------------------------------------------------------------------ hands

    def click(self, name: str) -> None:
        """Click on the widget with this name or text, scrolled to if need be."""
        self.click_on(self.find(name))

    def click_on(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        page = self._frame.page
        if page is not None and page.scroll_area.isAncestorOf(widget):
            page.scroll_area.ensureWidgetVisible(widget, 0, 60)
        middle = widget.mapTo(self._frame, QPoint(widget.width() // 2, widget.height() // 2))
        began = self.stalls.begin()
        self._doing = f"a click on “{_name(widget)}”"
        QTest.mouseClick(self._frame.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
        self.stalls.deliver(began, self._doing)

    def click_beginning(self, words: str) -> None:
        """Click on the button whose name begins so."""
        found = self.look_for_beginning(words)
        if found is None:
            raise Lost(f"{self._doing}: no button begins with “{words}”; there are: {self.names()}")
        self.click_on(found)

    def clear(self, field: str) -> None:
        """Select what stands in a field and delete it, as a person does."""
        self.click_on(self.field(field))
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.press(Qt.Key.Key_Delete)

    def scroll_to_end(self) -> None:
        """Scroll the page down as far as it goes."""
        page = self._frame.page
        if page is not None:
            bar = page.scroll_area.verticalScrollBar()
            bar.setValue(bar.maximum())

    def close_window(self) -> None:
        """Press the window's own close button."""
        self._frame.close()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        began = self.stalls.begin()
        self._doing = f"the key {key.name}"
        QTest.keyClick(self._frame.windowHandle(), key, modifier)
        self.stalls.deliver(began, self._doing)

    def type(self, text: str) -> Script:
        """Type a text into whatever has the focus."""
        self._doing = "typing"
        window, plain = self._frame.windowHandle(), Qt.KeyboardModifier.NoModifier
        for index, character in enumerate(text):
            began = self.stalls.begin()
            for down in (QTest.KeyAction.Press, QTest.KeyAction.Release):
                QTest.sendKeyEvent(down, window, _key(character), character, plain)
            self.stalls.deliver(began, self._doing)
            if index % KEYS_PER_TICK == 0:
                yield lambda: True

    def write(self, field: str, text: str) -> Script:
        """Click into a field, once it takes words, and type."""
        yield lambda: self.field(field).isEnabled()
        self.click_on(self.field(field))
        yield lambda: True
        yield from self.type(text)

    def paste(self, text: str) -> None:
        """Paste a text as a person does."""
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _key(character: str) -> Qt.Key:
    if character == "\n":
        return Qt.Key.Key_Return
    code = ord(character.upper())
    return Qt.Key(code) if 0x20 <= code < 0x7F else Qt.Key.Key_unknown


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
