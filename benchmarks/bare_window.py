"""The floor: an empty PySide6 window, what any program on this stack must pay."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = QWidget()
    window.resize(1200, 800)
    window.show()
    sys.exit(app.exec())
