"""What the bundle carries of all that PyInstaller finds, and why the rest stays out.

Pure rules over the paths inside the bundle, so that tests can hold them against a list of files.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath

PLUGINS = frozenset(
    {
        "platforms/libqxcb.so",
        "platforms/libqwayland.so",
        "platforms/libqoffscreen.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",  # dead keys
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platformthemes/libqxdgdesktopportal.so",  # the desktop's colour scheme
        "printsupport/libcupsprintersupport.so",
        "wayland-decoration-client/libadwaita.so",
        "wayland-decoration-client/libbradient.so",
        "wayland-shell-integration/libxdg-shell.so",
    }
)
"""Qt's plugins that the program can use on Linux, below `plugins/`.

No picture formats: the program draws what it shows. No OpenGL: widgets are painted without it. No TLS, no
network information, no VNC: the program has no network.
"""

_QT_LIBRARIES = frozenset(
    f"libQt6{name}.so.6"
    for name in (
        "Core",
        "DBus",
        "Gui",
        "PrintSupport",
        "Svg",
        "WaylandClient",
        "Widgets",
        "XcbQpa",
    )
)
"""What the modules and plugins above are linked with; the test with the real bundle asks the loader."""

_OF_THE_BUNDLE = ("libQt6", "libpyside6", "libshiboken6", "libpython3", "libicu")
"""Libraries that the distributions do not have, or not in this version."""

FONTS = frozenset({"SourceSerifPro-Regular.ttf", "SourceSerifPro-It.ttf", "SourceSerifPro-Semibold.ttf"})
"""The files of the reading font that the program loads, of twenty-two."""

_TRANSLATIONS = "qtbase_"


def carries(path: str) -> bool:
    """Whether the bundle carries this file.

    Args:
        path: inside the bundle, with slashes.
    """
    place = PurePosixPath(path)
    if "plugins" in place.parts:
        return path.rpartition("/plugins/")[2] in PLUGINS
    if "translations" in place.parts and place.suffix == ".qm":
        return place.name.startswith(_TRANSLATIONS)
    if place.suffix in {".otf", ".ttf"}:
        return place.name in FONTS
    if place.name.startswith("libQt6"):
        return place.name in _QT_LIBRARIES
    if place.name.startswith("lib") and ".so" in place.name and len(place.parts) == 1:
        # Beside the program stand copies of what every desktop has; theirs is kept safe by the distribution.
        return place.name.startswith(_OF_THE_BUNDLE)
    return True


def carried(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Give the entries of a PyInstaller list (name inside, source, kind) that the bundle carries."""
    return [entry for entry in entries if carries(entry[0].replace("\\", "/"))]
