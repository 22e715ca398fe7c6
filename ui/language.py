"""The language of the program: its words, and the way dates and numbers are written."""

import os

from PySide6.QtCore import QCoreApplication, QLocale

ENGLISH = "en"
"""The language of the source texts: it needs no translation and costs nothing at start-up."""


def use_language(language: str = ENGLISH, folder: str | None = None) -> bool:
    """Have everything that is made from now on speak `language`; what has no translation stays English.

    Dates and numbers follow the words, as they are written where the computer stands: English words with a
    German day of the week would be read by nobody.

    Args:
        language: code of ISO 639-1.
        folder: of the compiled translations; the program's own if None.

    Returns:
        Whether the program speaks it.
    """
    here = QLocale.system().territory()
    locale = QLocale(QLocale.codeToLanguage(language), here)
    if locale.territory() != here:  # nobody speaks it there: rather no country's way than any other's
        locale = QLocale(QLocale.codeToLanguage(language), QLocale.Country.World)
    QLocale.setDefault(locale)
    return language == ENGLISH or _install(language, folder or _own_folder())


def _own_folder() -> str:
    import resources

    return os.path.join(os.path.dirname(resources.__file__ or ""), "i18n")  # noqa: PTH118, PTH120  pathlib costs start-up time


def _install(language: str, folder: str) -> bool:
    from PySide6.QtCore import QLibraryInfo, QTranslator

    application = QCoreApplication.instance()
    own, qt = QTranslator(), QTranslator()
    if application is None or not own.load(f"innermost_{language}", folder):
        return False
    # the menus of text fields, and the direction of reading
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        qt.setParent(application)
        QCoreApplication.installTranslator(qt)
    own.setParent(application)
    QCoreApplication.installTranslator(own)
    return True
