"""What every test of the windows starts from, besides the rest."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _left_to_right(qapp: QApplication) -> None:
    """Forget the direction and the country that another test left behind."""
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale.system())
