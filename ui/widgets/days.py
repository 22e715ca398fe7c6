"""Dates as a person reads them."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale


def day_of(when: datetime | None) -> str:
    """Give the local day of a time in the reader’s language, nothing for none."""
    if when is None:
        return ""
    local = when.astimezone()
    return _words(QDate(local.year, local.month, local.day))


def day_of_iso(iso: str) -> str:
    """Give an ISO date in the reader’s language, nothing for an empty one."""
    return _words(QDate.fromString(iso, "yyyy-MM-dd")) if iso else ""


def _words(day: QDate) -> str:
    """Give the long form, without the day of the week: that tells nobody anything years later."""
    form = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return QLocale().toString(day, form.replace("dddd", "").strip(" ,،."))
