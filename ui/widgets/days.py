"""Dates as a person reads them."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale


def day_of(when: datetime | None) -> str:
    """Give the local day of a time in the reader’s language, nothing for none."""
    if when is None:
        return ""
    local = when.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def day_of_iso(iso: str) -> str:
    """Give an ISO date in the reader’s language, nothing for an empty one."""
    if not iso:
        return ""
    return QLocale().toString(QDate.fromString(iso, "yyyy-MM-dd"), QLocale.FormatType.LongFormat)
