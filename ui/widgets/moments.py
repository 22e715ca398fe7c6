"""Days and hours as the language of the program writes them."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale


def day_and_time(moment: datetime) -> str:
    """Give a moment in the computer's own time zone.

    Args:
        moment: with its zone.
    """
    local, locale = QDateTime.fromSecsSinceEpoch(round(moment.timestamp())), QLocale()
    day = locale.toString(local.date(), QLocale.FormatType.LongFormat)
    return f"{day}, {locale.toString(local.time(), QLocale.FormatType.ShortFormat)}"
