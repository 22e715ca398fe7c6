"""The words around answers that are taken along."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject

from intimacy_desktop.export.markdown import Words


def words_of_own() -> Words:
    """Give the words around one's own part."""
    return _Words().around(both=False)


def words_of_both() -> Words:
    """Give the words around what two have turned."""
    return _Words().around(both=True)


class _Words(QObject):
    """Holds the sentences in one translation context."""

    def around(self, *, both: bool) -> Words:
        return Words(
            title=self.tr("{first} and {second}") if both else self.tr("{name}’s part"),
            made=self.tr("Taken from Innermost on {date}."),
            round=self.tr("{number} · {date}"),
            in_writing=self.tr("not sealed yet"),
            blank=self.tr("nothing on this card") if both else self.tr("left blank"),
            kept=self.tr("Kept to myself."),
            aloud=self.tr("Read aloud as: {sentence}"),
            notes=self.tr("Of that evening"),
            remember=self.tr("One thing I want to remember"),
            small_try=self.tr("One small thing to try"),
            next_date=self.tr("When again"),
            later=self.tr("Left for later"),
            day=_day,
        )


def _day(found: date) -> str:
    return QLocale().toString(QDate(found.year, found.month, found.day), QLocale.FormatType.LongFormat)
