"""A small real window on which the harness proves itself before it judges the program."""

import sys

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
    """Show the window until it is closed; with "noisy" among the arguments, complain on standard error."""
    app = QApplication(["specimen"])
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


if __name__ == "__main__":
    sys.exit(main())
