"""What an eye makes of a page: contrast, overlaps, targets, and the way that the keyboard takes."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QWidget

from ui.widgets.scaffold import Page
from ui.widgets.text import Text

LEAST_TARGET = 24
"""Pixels, WCAG 2.2 success criterion 2.5.8."""
TEXT_NEEDS, LARGE_NEEDS, LARGE_PX = 4.5, 3.0, 24
"""WCAG AA, and the letter height in pixels from which text is large."""
_THIN = 0.8
"""What is left of a contrast where strokes are thinner than a pixel: below 150 % text."""


def luminance(color: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 255 for part in (color.red(), color.green(), color.blue())]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: QColor, b: QColor) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen_part(page: Page, widget: QWidget) -> QRect:
    """What of a widget is not scrolled away, in the page's pixels."""
    place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
    if page.column.isAncestorOf(widget):
        view = page.scroll_area.viewport()
        place &= QRect(view.mapTo(page, QPoint(0, 0)), view.size())
    return place & page.rect()


def _colors(image: QImage, place: QRect) -> Counter[int]:
    ratio = image.devicePixelRatio()
    part = image.copy(QRect(place.topLeft() * ratio, place.size() * ratio))
    return Counter(memoryview(part.constBits()).cast("I"))


def written_contrast(image: QImage, place: QRect) -> float:
    """The strongest contrast in a rectangle with the colour that most of it has."""
    counted = _colors(image, place)
    ground = QColor.fromRgb(counted.most_common(1)[0][0])
    return max(contrast(ground, QColor.fromRgb(color)) for color, _ in counted.most_common(400))


def faint(page: Page) -> list[str]:
    """Words that stand out too little from what they lie on, by the pixels that were painted."""
    image = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    thin = 1.0 if page.theme.big else _THIN
    found = []
    for widget, words, size in _words(page):
        place = seen_part(page, widget)
        if place.height() < widget.height() * 0.6 or place.width() < 4:
            continue
        needs = (LARGE_NEEDS if size >= LARGE_PX else TEXT_NEEDS) * thin
        has = written_contrast(image, place)
        if has < needs:
            found.append(f"contrast {has:.1f} instead of {needs:.1f}: {words}")
    return found


def _words(page: Page) -> Iterator[tuple[QWidget, str, int]]:
    for text in page.findChildren(Text):
        if text.isVisible() and text.isEnabled() and text.text().strip():
            yield text, text.text(), text.letter_size()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and button.text():
            yield button, button.text(), page.theme.font("label").pixelSize()


def overlapping(page: Page) -> list[str]:
    """Words and buttons that lie over each other."""
    things = [widget for widget, _, _ in _words(page)]
    places = {thing: seen_part(page, thing) for thing in things}
    found = []
    for index, one in enumerate(things):
        for other in things[index + 1 :]:
            if one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            shared = places[one] & places[other]
            if shared.width() > 2 and shared.height() > 2:
                found.append(f"one over the other: {_said(one)} / {_said(other)}")
    return found


def _said(widget: QWidget) -> str:
    return str(widget.property("text") or widget.accessibleName())


def small_targets(page: Page) -> list[str]:
    """What is pressed and is smaller than a finger or a trembling hand needs."""
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)
    found = []
    for kind in kinds:
        for target in page.findChildren(kind):
            size = min(target.width(), target.height())
            scroll_bar = page.scroll_area.verticalScrollBar()
            if target.isVisible() and target is not scroll_bar and size < LEAST_TARGET:
                found.append(f"{size} px: {_said(target)}")
    return found


def out_of_order(page: Page, reached: list[QWidget]) -> list[str]:
    """Where Tab goes back up within the page's column; once it must, when it comes round."""
    inside = [one for one in reached if page.column.isAncestorOf(one)]
    jumps = []
    for before, after in pairwise([*inside, *inside[:1]]):
        above = QRect(before.mapTo(page.column, QPoint(0, 0)), before.size())
        here = QRect(after.mapTo(page.column, QPoint(0, 0)), after.size())
        beside = here.left() >= above.right() or here.right() <= above.left()
        if here.bottom() <= above.top():
            jumps.append((above.top() - here.bottom(), beside, _said(before), _said(after)))
    round_again = max(jumps, default=None)
    return [
        f"Tab goes back up from {before} to {after}"
        for jump in jumps
        if jump != round_again
        for _, beside, before, after in [jump]
        if not beside
    ]
