"""A small real window on which the harness proves itself before it judges the program."""

import sys

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


def main() -> int:
    """Show the window until it is closed.

    With "noisy" among the arguments, complain on standard error; with "ours", show the program's own fields.
    """
    app = QApplication(["specimen"])
    if "ours" in sys.argv:
        window = our_fields(app)
        window.show()
        return app.exec()
    window = QWidget()
    window.setWindowTitle("Specimen")
    column = QVBoxLayout(window)
    writing, secret, heard = QPlainTextEdit(), QLineEdit(), QLabel("Nothing yet")
    writing.setAccessibleName("Writing")
    secret.setAccessibleName("Secret")
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    button = QPushButton("Read back")
    hidden = QPushButton("Never shown", window)
    hidden.hide()
    button.clicked.connect(lambda: heard.setText(f"{writing.toPlainText()} / {secret.text()}"))
    for widget in (writing, secret, button, heard):
        column.addWidget(widget)
    window.resize(500, 400)
    window.show()
    if "noisy" in sys.argv:
        print("a complaint", file=sys.stderr, flush=True)
    return app.exec()


def our_fields(app: QApplication) -> QWidget:
    """A window with the program's own fields, and buttons: one composes in the passphrase field, one forgets.

    An input method shows what it composes before it hands it over (QInputMethodEvent).
    """
    from ui.theme import Theme
    from ui.widgets.copied import forget_copied
    from ui.widgets.passphrase_field import PassphraseField
    from ui.widgets.stem_editor import StemEditor

    theme = Theme("light")
    theme.dress(app)
    window = QWidget()
    window.setWindowTitle("Specimen")
    column = QVBoxLayout(window)
    secret, answer = PassphraseField(theme, "Secret"), StemEditor(theme, 200)
    answer.set_stem("Writing")
    compose = QPushButton("Compose")

    def composed() -> None:
        for preedit, commit in (("comp", ""), ("compos", ""), ("", "composed")):
            event = QInputMethodEvent(preedit, [])
            event.setCommitString(commit)
            QApplication.sendEvent(secret.edit, event)
        compose.setText("Composed" if compose.text() == "Compose" else "Compose")

    compose.clicked.connect(composed)
    forget = QPushButton("Forget")
    forget.clicked.connect(forget_copied)
    for widget in (secret, answer, compose, forget):
        column.addWidget(widget)
    window.resize(600, 500)
    return window


if __name__ == "__main__":
    sys.exit(main())
