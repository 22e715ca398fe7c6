"""Foundation widgets as a person meets them: by keyboard, by screen reader, at 200 % and mirrored."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery import controls, words
from tests.gallery.book import Gallery
from ui.theme import Theme
from ui.widgets.boxes import column, flow
from ui.widgets.button import Button, Link
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.flow import PUSH
from ui.widgets.focus_ring import FocusRing
from ui.widgets.icons import icon_names
from ui.widgets.note_field import NoteField
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.scaffold import Page
from ui.widgets.secret_edit import SecretEdit
from ui.widgets.segmented import Segmented
from ui.widgets.shadow import ShadowHost
from ui.widgets.slider import Slider
from ui.widgets.switch import LabelledSwitch
from ui.widgets.text import Text

KEY = Qt.Key
ROLE = QAccessible.Role
SECRET = "lantern harbour"

NARROW_SECTIONS = (controls.buttons, controls.fields, controls.choices, controls.notices, words.type_scale)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.dress(qapp)
    yield made
    made.configure(mode="light", scale=1.0, rtl=False)


_open: list[QWidget] = []
"""Windows of the present test; pytest-qt itself holds them only weakly."""


@pytest.fixture(autouse=True)
def _keep_windows() -> Iterator[None]:
    yield
    _open.clear()


def opened(qtbot: QtBot, *widgets: QWidget, width: int = 600) -> QWidget:
    window = QWidget()
    box = QVBoxLayout(window)
    box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # offscreen windows take no size hints
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    qtbot.addWidget(window)
    _open.append(window)
    window.resize(width, 400)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    return window


def heard(widget: QWidget) -> tuple[QAccessible.Role, str, str]:
    node = QAccessible.queryAccessibleInterface(widget)
    assert node is not None
    return node.role(), node.text(QAccessible.Text.Name), node.text(QAccessible.Text.Description)


# ---------------------------------------------------------------- text


def test_headings_are_headings_and_other_text_is_text_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    title, body = Text(theme, "Who is here?", "title"), Text(theme, "Nobody yet.")
    opened(qtbot, title, body)
    assert heard(title)[:2] == (ROLE.Heading, "Who is here?")
    assert heard(body)[:2] == (ROLE.StaticText, "Nobody yet.")
    title.setText("Both")
    assert heard(title)[1] == "Both"


def test_angle_brackets_in_a_text_stay_what_they_are(qtbot: QtBot, theme: Theme) -> None:
    text = Text(theme, "<b>not bold</b> & co")
    assert text.text() == "<b>not bold</b> & co"
    assert text.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_text_takes_whole_lines_of_its_role_and_never_less(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.configure(scale=scale)
    text = Text(theme, "Ask two people what closeness means and they will describe different rooms. " * 4)
    page = Page(theme, "Closeness")
    page.set_body(column(theme, text))
    opened(qtbot, page, width=360)
    lines = text.heightForWidth(text.width()) / theme.line("body")
    assert lines == int(lines) > 2
    assert text.height() >= text.heightForWidth(text.width())


def test_text_follows_the_theme_live(qtbot: QtBot, theme: Theme) -> None:
    text = Text(theme, "Side by side", "strong")
    opened(qtbot, text)
    before = text.sizeHint()
    theme.configure(scale=2.0)
    assert text.sizeHint().height() == 2 * before.height()
    assert text.sizeHint().width() > 1.8 * before.width()


# ---------------------------------------------------------------- buttons


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter])
def test_a_button_is_pressed_by_keyboard(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button, link = Button(theme, "Seal all ten", "primary"), Link(theme, "Show details")
    opened(qtbot, button, link)
    for each in (button, link):
        spy = QSignalSpy(each.clicked)
        each.setFocus()
        QTest.keyClick(each, key)
        assert spy.count() == 1


def test_a_button_without_words_has_a_name_and_a_tooltip(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "", "quiet", icon="pencil", name="Change this answer")
    opened(qtbot, button)
    assert heard(button)[:2] == (ROLE.Button, "Change this answer")
    assert button.toolTip() == "Change this answer"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_label_wraps_rather_than_being_cut(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.configure(scale=scale)
    button = Button(theme, "Turn the card of somebody with a rather long nickname", "primary", icon="lock")
    box = column(theme, button)
    box.setFixedWidth(300)
    opened(qtbot, box, width=400)
    assert button.width() <= 300
    assert button.height() >= button.heightForWidth(button.width()) > theme.text(40)


def test_a_row_wraps_where_it_is_full_and_mirrors(qtbot: QtBot, theme: Theme) -> None:
    first, second, last = (Button(theme, words) for words in ("Previous", "Not this time", "Next sentence"))
    line = flow(theme, first, second, PUSH, last)
    window = opened(qtbot, line, width=700)
    # side by side, the last one at the end
    assert first.y() == second.y() == last.y()
    assert last.geometry().right() == line.width() - 1
    # narrow: none is cut
    window.resize(260, 400)
    QApplication.processEvents()
    assert last.y() > first.y()
    for button in (first, second, last):
        assert line.rect().contains(button.geometry())
    # mirrored: the first stands right
    theme.configure(rtl=True)
    window.resize(700, 400)
    QApplication.processEvents()
    assert first.x() > second.x() > last.x() == 0


# ---------------------------------------------------------------- choices


def test_a_switch_is_turned_by_space_and_by_its_words(qtbot: QtBot, theme: Theme) -> None:
    labelled = LabelledSwitch(theme, "Keep this one to myself", "Nobody can tell it from a blank.")
    opened(qtbot, labelled)
    spy = QSignalSpy(labelled.toggled)
    labelled.switch.setFocus()
    QTest.keyClick(labelled.switch, KEY.Key_Space)
    assert labelled.isChecked()
    words = labelled.rect().center()
    assert labelled.childAt(words) is not labelled.switch
    QTest.mouseClick(labelled.windowHandle() or labelled, Qt.MouseButton.LeftButton, pos=words)
    assert not labelled.isChecked()
    assert spy.count() == 2
    node = QAccessible.queryAccessibleInterface(labelled.switch)
    assert node is not None
    assert node.role() in {ROLE.CheckBox, ROLE.Switch}
    assert heard(labelled.switch)[1:] == ("Keep this one to myself", "Nobody can tell it from a blank.")
    assert not node.state().checked
    labelled.setChecked(True)
    assert node.state().checked


def test_segments_are_one_tab_stop_and_arrows_choose(qtbot: QtBot, theme: Theme) -> None:
    before, after = Button(theme, "Before"), Button(theme, "After")
    group = Segmented(theme, "Appearance", ["As the system", "Light", "Dark"], 1)
    window = opened(qtbot, before, group, after)
    spy = QSignalSpy(group.changed)
    before.setFocus()
    QTest.keyClick(before, KEY.Key_Tab)
    assert heard(window.focusWidget())[:2] == (ROLE.RadioButton, "Light")
    QTest.keyClick(window.focusWidget(), KEY.Key_Right)
    assert group.current() == 2
    QTest.keyClick(window.focusWidget(), KEY.Key_Home)
    assert group.current() == 0
    assert [spy.at(at)[0] for at in range(spy.count())] == [2, 0]
    QTest.keyClick(window.focusWidget(), KEY.Key_Tab)
    assert window.focusWidget() is after


def test_segments_follow_the_mirrored_arrow_and_stack_where_narrow(qtbot: QtBot, theme: Theme) -> None:
    theme.configure(rtl=True)
    group = Segmented(theme, "Appearance", ["As the system", "Light", "Dark"])
    window = opened(qtbot, group, width=700)
    group.setFocus()
    QTest.keyClick(window.focusWidget(), KEY.Key_Left)
    assert group.current() == 1
    wide = group.height()
    theme.configure(scale=2.0)
    window.resize(360, 600)
    QApplication.processEvents()
    assert group.height() >= 2 * wide
    assert group.width() <= 360


def test_a_slider_moves_by_keys_and_says_its_step(qtbot: QtBot, theme: Theme) -> None:
    slider = Slider(theme, "Text size", 7, 1, say=lambda value: f"{80 + 20 * value} %")
    opened(qtbot, slider)
    slider.setFocus()
    QTest.keyClick(slider, KEY.Key_Right)
    QTest.keyClick(slider, KEY.Key_PageUp)
    assert slider.value() == 3
    assert heard(slider) == (ROLE.Slider, "Text size", "140 %")
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, 10))
    assert slider.value() == 6
    theme.configure(rtl=True)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, 10))
    assert slider.value() == 0


def test_a_choice_has_a_name_of_its_own_beside_its_value(qtbot: QtBot, theme: Theme) -> None:
    choice = Choice(theme, "Lock after", ["3 minutes", "5 minutes"])
    opened(qtbot, choice)
    choice.setFocus()
    QTest.keyClick(choice, KEY.Key_Down)
    assert choice.currentText() == "5 minutes"
    assert heard(choice) == (ROLE.ComboBox, "5 minutes", "Lock after")


# ---------------------------------------------------------------- fields


def test_an_error_stands_below_the_field_and_keeps_the_text(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Nickname", hint="Whoever opens the program sees it.")
    opened(qtbot, field)
    field.set_text("Mara")
    assert heard(field.edit) == (ROLE.EditableText, "Nickname", "Whoever opens the program sees it.")
    field.set_error("That name is taken.", "Choose another.")
    assert field.text() == "Mara"
    assert heard(field.edit)[2] == "That name is taken. Choose another."
    seen = [text.text() for text in field.findChildren(Text) if text.isVisible()]
    assert seen == ["Nickname", "That name is taken. Choose another."]
    QTest.keyClicks(field.edit, "n")
    assert field.error() == ""
    assert heard(field.edit)[2] == "Whoever opens the program sees it."


@pytest.fixture
def secret(qtbot: QtBot, theme: Theme) -> PassphraseField:
    field = PassphraseField(theme, "Jonas’s passphrase")
    opened(qtbot, field)
    field.edit.setFocus()
    return field


@pytest.fixture
def events() -> Iterator[list[bool]]:
    """Whether accessibility was on, at each moment Qt changed the text of a line."""
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    seen: list[bool] = []
    yield seen
    QAccessible.setActive(was)


def test_a_passphrase_is_typed_pasted_and_composed_but_never_heard(
    secret: PassphraseField, events: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a screen reader that listens: each time Qt changes the line, the state of the bus is noted
    for name in ("keyPressEvent", "inputMethodEvent", "paste", "setText"):
        usual = getattr(QLineEdit, name)

        def noting(self: QLineEdit, *given: object, usual: object = usual) -> object:
            events.append(QAccessible.isActive())
            assert callable(usual)
            return usual(self, *given)

        monkeypatch.setattr(QLineEdit, name, noting)
    # When it is typed, pasted, composed by an input method and cleared
    QTest.keyClicks(secret.edit, "lantern")
    QGuiApplication.clipboard().setText(" harbour")
    QTest.keyClick(secret.edit, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(secret.edit, composed)
    assert secret.text() == SECRET + "é"
    secret.edit.paste()
    assert secret.take() == SECRET + "é harbour"
    # Then the bus was off at every change, and is on again
    assert len(events) > len("lantern") + 3
    assert not any(events)
    assert QAccessible.isActive()


def test_no_screen_reader_can_ask_for_a_passphrase_even_while_it_is_shown(secret: PassphraseField) -> None:
    secret.set_text(SECRET)
    secret.set_shown(True)
    node = QAccessible.queryAccessibleInterface(secret.edit)
    assert node is not None
    assert (node.role(), node.text(QAccessible.Text.Name)) == (ROLE.EditableText, "Jonas’s passphrase")
    assert node.state().passwordEdit
    assert node.text(QAccessible.Text.Value) == ""
    assert node.textInterface() is None


def test_a_passphrase_leaves_no_history_and_no_copy(secret: PassphraseField) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    secret.set_shown(True)
    QTest.keyClicks(secret.edit, SECRET)
    assert not secret.edit.isUndoAvailable()
    secret.edit.selectAll()
    for letter in (KEY.Key_C, KEY.Key_X):
        QTest.keyClick(secret.edit, letter, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "before"
    assert secret.text() == SECRET
    secret.clear()
    QTest.keyClick(secret.edit, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert secret.text() == ""
    assert not secret.edit.isUndoAvailable()


def test_a_passphrase_takes_no_drops_and_is_hidden_from_input_methods(secret: PassphraseField) -> None:
    hints = Qt.InputMethodHint
    for shown in (False, True):
        secret.set_shown(shown)
        given = secret.edit.inputMethodHints()
        assert given & hints.ImhSensitiveData
        assert given & hints.ImhHiddenText
        assert given & hints.ImhNoPredictiveText
        assert not secret.edit.acceptDrops()
        assert not secret.edit.dragEnabled()
    mime = QMimeData()
    mime.setText("dropped")
    assert secret.text() == ""


def test_the_eye_shows_and_masks_and_says_which(secret: PassphraseField) -> None:
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Password
    assert heard(secret.eye)[1] == "Show the passphrase"
    QTest.mouseClick(secret.eye, Qt.MouseButton.LeftButton)
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert heard(secret.eye)[1] == "Mask the passphrase"
    secret.take()
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Password


def test_a_passphrase_field_still_tells_the_program_of_each_edit(secret: PassphraseField) -> None:
    edits, entered = QSignalSpy(secret.edited), QSignalSpy(secret.entered)
    QTest.keyClicks(secret.edit, "abc")
    QTest.keyClick(secret.edit, KEY.Key_Left)
    QTest.keyClick(secret.edit, KEY.Key_Backspace)
    QTest.keyClick(secret.edit, KEY.Key_Return)
    assert [edits.at(at)[0] for at in range(edits.count())] == ["a", "ab", "abc", "ac"]
    assert secret.edit.cursorPosition() == 1
    assert entered.count() == 1


def test_capital_letters_without_shift_raise_the_hint(secret: PassphraseField) -> None:
    assert isinstance(secret.edit, SecretEdit)
    spy = QSignalSpy(secret.edit.caps)
    shift, plain = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for letter, held in (("a", plain), ("A", shift), ("A", plain), ("a", shift), ("1", plain)):
        event = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_A, held, letter)
        QApplication.sendEvent(secret.edit, event)
    assert [spy.at(at)[0] for at in range(spy.count())] == [False, False, True, True]


# ---------------------------------------------------------------- focus ring


def test_the_ring_shows_for_tab_and_text_fields_but_not_for_a_click(qtbot: QtBot, theme: Theme) -> None:
    button, other, field = Button(theme, "One"), Button(theme, "Two"), Field(theme, "Nickname")
    window = opened(qtbot, button, other, field)
    ring = FocusRing(window, theme)
    for clicked in (other, button):
        QTest.mouseClick(clicked, Qt.MouseButton.LeftButton)
        assert window.focusWidget() is clicked
        assert ring.target() is None
    QTest.mouseClick(field.edit, Qt.MouseButton.LeftButton)
    assert ring.target() is field.frame
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ring.target() is None
    QTest.keyClick(button, KEY.Key_Tab)
    assert ring.target() is other
    assert ring.isVisible()
    other.move(other.x(), other.y() + 40)
    assert ring.geometry().contains(other.geometry())
    other.hide()
    assert ring.target() is not other


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_at_900_by_640(qtbot: QtBot, theme: Theme, scale: float, rtl: bool) -> None:
    theme.configure(scale=scale, rtl=rtl)
    page = Gallery(theme, NARROW_SECTIONS)
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show()
    qtbot.waitExposed(page)
    QApplication.processEvents()
    assert page.width() == 900
    port = page.scroll_area.viewport()
    assert page.column.width() == port.width()
    texts, buttons = page.findChildren(Text), page.findChildren(Button)
    cut = [
        each.text()
        for each in (*texts, *buttons)
        if each.isVisible() and each.height() < each.heightForWidth(each.width())
    ]
    for part in (*page.body.findChildren(Text), *page.body.findChildren(Button)):
        left = part.mapTo(page.column, QPoint(0, 0)).x()
        if part.isVisible() and (left < 0 or left + part.width() > page.column.width()):
            cut.append(part.text())
    assert cut == []


def test_hide_comes_last_and_both_ask(qtbot: QtBot, theme: Theme) -> None:
    page = Page(theme, "Letters")
    page.set_trailing(page.quiet_button("Lock", "lock", lambda: None))
    page.top_bar.set_hide_key("F9")
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    bar = page.top_bar
    buttons = sorted(bar.findChildren(Button), key=lambda each: each.mapTo(bar, QPoint(0, 0)).x())
    assert [button.text() for button in buttons] == ["Lock", "Help", "Hide"]
    assert "F9" in bar.hide_button.toolTip()
    hide, ask = QSignalSpy(page.hide_asked), QSignalSpy(page.help_asked)
    QTest.mouseClick(bar.hide_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.help_button, Qt.MouseButton.LeftButton)
    assert (hide.count(), ask.count()) == (1, 1)


def test_every_focusable_widget_of_the_gallery_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    page = Gallery(theme)
    opened(qtbot, page)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not heard(widget)[1]
    ]
    assert nameless == []


def test_a_card_casts_its_shadow_on_the_ground_around_it(qtbot: QtBot, theme: Theme) -> None:
    host = ShadowHost(theme)
    card = Card(theme, elevation=2)
    card.setParent(host)
    card.setGeometry(60, 60, 200, 120)
    window = opened(qtbot, host)
    host.setMinimumSize(320, 240)
    QApplication.processEvents()
    below, far = QPoint(160, 60 + 120 + 6), QPoint(160, 238)
    picture = host.grab().toImage()
    assert picture.pixelColor(below).lightness() < picture.pixelColor(far).lightness()
    card.set_elevation(0)
    picture = host.grab().toImage()
    assert picture.pixelColor(below) == picture.pixelColor(far)
    assert window.isVisible()


def test_every_icon_can_be_painted(qtbot: QtBot, theme: Theme) -> None:
    from ui.widgets.icons import Icon

    for name in icon_names():
        icon = Icon(theme, name)
        qtbot.addWidget(icon)
        picture = icon.grab().toImage()
        colours = {picture.pixelColor(x, y).rgb() for x in range(20) for y in range(20)}
        assert len(colours) > 1, name


def test_a_note_has_the_caret_of_the_sheet_in_its_own_colour(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "cursorFlashTime", lambda: 0)  # it is on all the time
    note = NoteField(theme, "One thing I want to remember", 200)
    note.set_text("Quiet is not a no.")
    opened(qtbot, note)
    note.edit.setFocus()
    qtbot.waitUntil(note.edit.hasFocus)
    place = note.edit.cursorRect()
    point = note.edit.viewport().mapTo(note, QPoint(place.x(), place.center().y()))
    assert note.grab().toImage().pixelColor(point) == theme.color("accentText")
    note.edit.clearFocus()
    assert note.grab().toImage().pixelColor(point) == theme.color("surface")
