"""The field in which a sentence is finished."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widget_probe import accessible_nodes, all_words, picture
from ui.theme import Theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.stem_editor import StemEditor

LIMIT = 2000
STEM = "When my partner touches me, I"
KEY = Qt.Key


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


def opened(qtbot: QtBot, editor: StemEditor, width: int = 700) -> StemEditor:
    qtbot.addWidget(editor)
    editor.resize(width, 300)
    editor.show()
    qtbot.waitExposed(editor)
    editor.setFocus()
    QApplication.processEvents()
    return editor


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> StemEditor:
    made = StemEditor(theme, LIMIT)
    made.set_stem(STEM)
    return opened(qtbot, made)


def paste(editor: StemEditor, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(editor, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)


def lines_of(editor: StemEditor) -> int:
    return editor.document().firstBlock().layout().lineCount()


# ---------------------------------------------------------------- writing


def test_typed_words_become_the_answer_and_are_told_once_each(editor: StemEditor) -> None:
    told = QSignalSpy(editor.edited)
    QTest.keyClicks(editor, "go quiet")
    assert editor.answer() == "go quiet"
    assert told.count() == len("go quiet")
    assert told.at(told.count() - 1) == ["go quiet"]


def test_setting_an_answer_tells_nothing_and_puts_the_caret_at_its_end(editor: StemEditor) -> None:
    told = QSignalSpy(editor.edited)
    editor.set_answer("go quiet")
    QTest.keyClicks(editor, ".")
    assert told.count() == 1
    assert editor.answer() == "go quiet."


def test_enter_makes_a_line_within_the_one_block_that_is_indented(editor: StemEditor) -> None:
    QTest.keyClicks(editor, "one")
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, KEY.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "three")
    assert editor.answer() == "one\ntwo\nthree"
    assert editor.document().blockCount() == 1
    assert lines_of(editor) == 3


def test_control_enter_goes_on_and_writes_nothing(editor: StemEditor) -> None:
    gone = QSignalSpy(editor.go_on)
    QTest.keyClick(editor, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, KEY.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert gone.count() == 2
    assert not editor.answer()


@pytest.mark.parametrize(
    "text",
    ["🙂👩‍👩‍👧 warm", "אני מרגישה בטוח", "好的，慢慢来", "first\nsecond\n\nfourth", "no\u00a0break", "a\tb"],
)
def test_any_script_comes_back_exactly_as_it_was_given(editor: StemEditor, text: str) -> None:
    editor.set_answer(text)
    assert editor.answer() == text
    editor.set_answer("")
    paste(editor, text)
    assert editor.answer() == text


def test_windows_and_paragraph_breaks_arrive_as_plain_line_feeds(editor: StemEditor) -> None:
    paste(editor, "a\r\nb\u2029c\x0bd\re")
    assert editor.answer() == "a\nb\nc\nd\ne"
    assert editor.document().blockCount() == 1


def test_tab_leaves_the_field_in_both_directions(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    before, editor, after = QLineEdit(), StemEditor(theme, LIMIT), QLineEdit()
    layout = QVBoxLayout(box)
    for widget in (before, editor, after):
        layout.addWidget(widget)
    box.show()
    qtbot.waitExposed(box)
    editor.setFocus()
    QTest.keyClick(editor, KEY.Key_Tab)
    assert box.focusWidget() is after
    editor.setFocus()
    QTest.keyClick(editor, KEY.Key_Backtab)
    assert box.focusWidget() is before
    assert not editor.answer()


def test_escape_is_left_to_the_window(qtbot: QtBot, theme: Theme) -> None:
    seen: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event) -> None:  # noqa: ANN001 - Qt's own signature
            seen.append(event.key())

    window = Window()
    qtbot.addWidget(window)
    editor = StemEditor(theme, LIMIT, parent=window)
    window.show()
    qtbot.waitExposed(window)
    editor.setFocus()
    QTest.keyClick(editor, KEY.Key_Escape)
    assert seen == [KEY.Key_Escape]


# ---------------------------------------------------------------- the limit


def test_a_longer_paste_is_refused_whole_and_says_how_long_it_would_have_been(editor: StemEditor) -> None:
    editor.set_answer("kept")
    refused, told = QSignalSpy(editor.refused), QSignalSpy(editor.edited)
    paste(editor, "x" * 100_000)
    assert editor.answer() == "kept"
    assert refused.count() == 1
    assert refused.at(0) == [100_004]
    assert told.count() == 0


def test_a_paste_up_to_the_limit_is_taken_counting_code_points_not_utf16(editor: StemEditor) -> None:
    refused = QSignalSpy(editor.refused)
    paste(editor, "🙂" * LIMIT)
    assert editor.answer() == "🙂" * LIMIT
    assert refused.count() == 0
    paste(editor, "🙂")
    assert editor.answer() == "🙂" * LIMIT
    assert refused.at(0) == [LIMIT + 1]


def test_a_paste_over_a_selection_counts_what_it_replaces(editor: StemEditor) -> None:
    editor.set_answer("a" * LIMIT)
    editor.selectAll()
    paste(editor, "b" * LIMIT)
    assert editor.answer() == "b" * LIMIT


@pytest.mark.parametrize("key", [KEY.Key_A, KEY.Key_Space, KEY.Key_Return])
def test_typing_beyond_the_limit_is_refused(editor: StemEditor, key: Qt.Key) -> None:
    editor.set_answer("a" * LIMIT)
    refused = QSignalSpy(editor.refused)
    QTest.keyClick(editor, key)
    assert editor.answer() == "a" * LIMIT
    assert refused.at(0) == [LIMIT + 1]


def test_at_the_limit_words_can_still_be_taken_away_and_replaced(editor: StemEditor) -> None:
    editor.set_answer("a" * LIMIT)
    QTest.keyClick(editor, KEY.Key_Backspace)
    QTest.keyClicks(editor, "b")
    assert editor.answer() == "a" * (LIMIT - 1) + "b"


def test_an_input_method_may_not_pass_the_limit_and_its_line_breaks_stay_in_one_block(
    editor: StemEditor,
) -> None:
    commit = QInputMethodEvent()
    commit.setCommitString("你\n好")
    QApplication.sendEvent(editor, commit)
    assert editor.answer() == "你\n好"
    assert editor.document().blockCount() == 1
    refused = QSignalSpy(editor.refused)
    long = QInputMethodEvent()
    long.setCommitString("好" * LIMIT)
    QApplication.sendEvent(editor, long)
    assert editor.answer() == "你\n好"
    assert refused.at(0) == [LIMIT + 3]


def test_a_way_in_past_all_handlers_is_undone_and_told(editor: StemEditor) -> None:
    editor.set_answer("kept")
    refused = QSignalSpy(editor.refused)
    QTextCursor(editor.document()).insertText("x" * LIMIT)
    assert editor.answer() == "kept"
    assert refused.at(0) == [LIMIT + 4]


def test_what_is_refused_costs_the_writer_no_step_of_undo(editor: StemEditor) -> None:
    paste(editor, "a" * (LIMIT - 1))
    QTest.keyClicks(editor, "b")
    paste(editor, "x" * LIMIT)
    QTest.keyClicks(editor, "c")
    QTest.keyClick(editor, KEY.Key_Return)
    QTest.keyClick(editor, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.answer() in {"a" * (LIMIT - 1), ""}


# ---------------------------------------------------------------- plain, and private


def test_a_rich_paste_leaves_only_its_words(editor: StemEditor) -> None:
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold")
    QGuiApplication.clipboard().setMimeData(rich)
    QTest.keyClick(editor, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    cursor = QTextCursor(editor.document())
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert editor.answer() == "bold"
    assert cursor.charFormat().fontWeight() == editor.font().weight()


def test_copying_gives_plain_text_and_selecting_alone_gives_nothing(editor: StemEditor) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    editor.set_answer("go\nquiet")
    editor.selectAll()
    for _ in range(50):  # the data is Qt's to delete: Python must not do it a second time
        assert not editor.createMimeDataFromSelection().hasText()
    assert clipboard.text() == "before"
    QTest.keyClick(editor, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "go\nquiet"
    assert not clipboard.mimeData(QClipboard.Mode.Clipboard).hasHtml()
    QTest.keyClick(editor, KEY.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert not editor.answer()


def test_pressing_selected_words_drops_the_selection_instead_of_dragging_it(editor: StemEditor) -> None:
    editor.set_answer("go quiet first")
    editor.selectAll()
    at = editor.cursorRect(QTextCursor(editor.document())).center() + QPoint(20, 0)
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not editor.textCursor().hasSelection()
    QTest.mouseRelease(editor.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not editor.acceptDrops()
    assert not editor.viewport().acceptDrops()


def test_undo_brings_words_back_until_it_is_told_to_forget(editor: StemEditor) -> None:
    QTest.keyClicks(editor, "secret")
    editor.selectAll()
    QTest.keyClick(editor, KEY.Key_Delete)
    QTest.keyClick(editor, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.answer() == "secret"
    editor.selectAll()
    QTest.keyClick(editor, KEY.Key_Delete)
    editor.forget()
    QTest.keyClick(editor, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not editor.answer()
    assert not editor.document().isUndoAvailable()


def test_undo_never_takes_the_indent_away(editor: StemEditor) -> None:
    indent = editor.document().firstBlock().blockFormat().textIndent()
    assert indent > 0
    QTest.keyClicks(editor, "go")
    for _ in range(5):
        editor.undo()
    assert editor.document().firstBlock().blockFormat().textIndent() == indent


def test_another_answer_leaves_nothing_of_the_former_to_undo(editor: StemEditor) -> None:
    QTest.keyClicks(editor, "secret")
    editor.set_answer("other")
    editor.undo()
    assert editor.answer() == "other"
    assert "secret" not in all_words(editor)


def test_input_methods_are_asked_neither_to_learn_nor_to_predict(editor: StemEditor) -> None:
    hints = editor.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


# ---------------------------------------------------------------- looks


def test_the_answer_starts_behind_the_stem_on_its_line(editor: StemEditor) -> None:
    editor.set_answer("go")
    first = editor.document().firstBlock().layout().lineAt(0)
    indent = editor.document().firstBlock().blockFormat().textIndent()
    stem_width = editor.fontMetrics().horizontalAdvance(STEM)
    assert first.naturalTextWidth() > 0
    assert stem_width < indent < stem_width + 30


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("rtl", [False, True])
def test_it_grows_so_that_no_line_of_a_long_answer_is_cut(
    qtbot: QtBot, qapp: QApplication, scale: float, rtl: bool
) -> None:
    theme = Theme("light", scale, rtl=rtl)
    editor = StemEditor(theme, LIMIT)
    editor.set_stem(STEM)
    opened(qtbot, editor, 480)
    short = editor.height()
    editor.set_answer("quiet words " * 160)
    QApplication.processEvents()
    last = editor.document().firstBlock().layout().lineCount() - 1
    bottom = editor.document().documentLayout().blockBoundingRect(editor.document().firstBlock()).top()
    bottom += editor.document().firstBlock().layout().lineAt(last).rect().bottom()
    assert editor.height() > short
    assert bottom <= editor.viewport().height()
    assert editor.verticalScrollBar().maximum() == 0


def test_right_to_left_the_stem_stands_right_and_the_answer_left_of_it(
    qtbot: QtBot, qapp: QApplication
) -> None:
    editor = StemEditor(Theme("light", rtl=True), LIMIT)
    editor.set_stem("כשאת נוגעת בי, אני")
    opened(qtbot, editor)
    editor.set_answer("שותק")
    line = editor.document().firstBlock().layout().lineAt(0)
    indent = editor.document().firstBlock().blockFormat().textIndent()
    right_edge = line.naturalTextRect().right()
    assert right_edge <= editor.viewport().width() - indent + 1


@pytest.mark.parametrize(
    ("stem", "answer", "mirrored"),
    [(STEM, "go quiet first.", True), ("כשאת נוגעת בי, אני", "שותק", False)],
)
def test_a_sentence_goes_the_way_of_its_own_words_whichever_way_the_page_goes(
    qtbot: QtBot, qapp: QApplication, stem: str, answer: str, mirrored: bool
) -> None:
    editor = StemEditor(Theme("light", rtl=mirrored), LIMIT)
    editor.set_stem(stem)
    opened(qtbot, editor)
    editor.set_answer(answer)

    line = editor.document().firstBlock().layout().lineAt(0).naturalTextRect()
    indent = editor.document().firstBlock().blockFormat().textIndent()
    assert indent > 0
    if mirrored:  # an English sentence: its answer begins right of the stem
        assert abs(line.left() - indent) <= 2
    else:
        assert abs(line.right() - (editor.viewport().width() - indent)) <= 2


def test_text_size_and_colours_follow_the_theme_live(editor: StemEditor, theme: Theme) -> None:
    QTest.keyClicks(editor, "go")
    high, small = editor.height(), editor.font().pixelSize()
    before = picture(editor)
    theme.configure(scale=2.0)
    assert editor.font().pixelSize() > small * 1.9
    assert editor.height() > high * 1.5
    theme.configure(scale=1.0, mode="dark")
    assert editor.height() == high
    assert picture(editor) != before
    assert editor.answer() == "go"


@pytest.fixture
def flashes(qapp: QApplication) -> Iterator[Callable[[int], None]]:
    """Sets how long the system's carets take to go and come back, milliseconds."""
    usual = qapp.cursorFlashTime()
    yield qapp.setCursorFlashTime
    qapp.setCursorFlashTime(usual)


def caret_columns(editor: StemEditor) -> list[tuple[int, int]]:
    """Every pixel that has the caret's colour."""
    image, color = editor.grab().toImage(), editor._theme.color("accentText")
    ratio = image.devicePixelRatio()
    return [
        (round(x / ratio), round(y / ratio))
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == color
    ]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("text", ["", "go quiet", "go quiet " * 30, "one\n", "אני מרגישה"])
def test_the_caret_stands_in_its_own_colour_where_the_next_letter_comes(
    qtbot: QtBot, flashes: Callable[[int], None], text: str, rtl: bool
) -> None:
    # Given a caret that does not blink
    flashes(0)
    made = StemEditor(Theme("light", rtl=rtl), LIMIT)
    made.set_stem(STEM)
    editor = opened(qtbot, made)

    # When a text is written
    editor.set_answer(text)

    # Then the caret is as high as its letters and nowhere else than where Qt sees it
    found = caret_columns(editor)
    columns, rows = {x for x, _ in found}, {y for _, y in found}
    place, size = editor.cursorRect(), editor.font().pixelSize()
    assert len(columns) >= 2
    assert all(abs(x - place.x()) <= len(columns) for x in columns)
    assert size <= len(rows) <= size * 1.3
    assert min(rows) <= place.center().y() <= max(rows)

    # And it goes with the keyboard
    editor.clearFocus()
    assert not caret_columns(editor)


def test_the_caret_blinks_and_is_there_after_every_key(
    qtbot: QtBot, editor: StemEditor, flashes: Callable[[int], None]
) -> None:
    flashes(60)
    QTest.keyClicks(editor, "go")
    assert caret_columns(editor)
    qtbot.waitUntil(lambda: not caret_columns(editor))
    qtbot.waitUntil(lambda: bool(caret_columns(editor)))

    # when moving it, too
    qtbot.waitUntil(lambda: not editor._caret.is_on)
    flashes(0)
    QTest.keyClick(editor, KEY.Key_Left)
    assert caret_columns(editor)


def test_selected_words_are_seen(editor: StemEditor) -> None:
    editor.set_answer("go quiet")
    before = picture(editor)
    editor.selectAll()
    assert picture(editor) != before


def test_who_leaves_the_field_by_keyboard_sees_the_ring_again(qtbot: QtBot, theme: Theme) -> None:
    # Given a field that shows its caret and no ring
    window = QWidget()
    qtbot.addWidget(window)
    editor, link = StemEditor(theme, LIMIT), QPushButton("Done")
    layout = QVBoxLayout(window)
    layout.addWidget(editor)
    layout.addWidget(link)
    ring = FocusRing(window, theme)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    assert editor.hasFocus()
    assert ring.target() is None

    # When a key ends the writing and the program moves the focus on
    link.setFocus(Qt.FocusReason.OtherFocusReason)

    # Then the ring tells where it is
    assert ring.target() is link


def test_the_answer_never_scrolls_away_from_under_the_stem(editor: StemEditor) -> None:
    # Given a long answer in a field that was not given its height yet, so that there is room to scroll
    editor.set_answer("go quiet " * 60)
    bar = editor.verticalScrollBar()
    bar.setRange(0, 400)

    # When Qt scrolls to the caret
    bar.setValue(120)

    # Then stem and answer still share their lines
    assert bar.value() == 0


def test_in_a_scroll_area_the_caret_stays_in_sight(qtbot: QtBot, theme: Theme) -> None:
    scroll, page = QScrollArea(), QWidget()
    qtbot.addWidget(scroll)
    editor = StemEditor(theme, LIMIT)
    editor.set_stem(STEM)
    QVBoxLayout(page).addWidget(editor)
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.resize(600, 260)
    scroll.show()
    qtbot.waitExposed(scroll)
    editor.setFocus()
    for _ in range(12):
        QTest.keyClick(editor, KEY.Key_Return)
        QTest.keyClicks(editor, "more")
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().value() > 0)
    caret = editor.viewport().mapTo(scroll.viewport(), editor.cursorRect().center())
    assert 0 <= caret.y() <= scroll.viewport().height()


# ---------------------------------------------------------------- screen readers


def test_a_screen_reader_hears_the_stem_as_the_fields_name(editor: StemEditor) -> None:
    editor.set_answer("go quiet")
    node = next(iter(accessible_nodes(editor)))
    assert node.role() == QAccessible.Role.EditableText
    assert node.text(QAccessible.Text.Name) == STEM
    assert node.text(QAccessible.Text.Description)
    assert "go quiet" in node.text(QAccessible.Text.Value)
    editor.set_stem("Trust is")
    assert node.text(QAccessible.Text.Name) == "Trust is"
