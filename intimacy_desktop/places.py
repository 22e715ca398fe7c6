"""Where a home folder is by default, and what kind of place a folder is in.

The supervisor uses this before the first window, so only `os.path` is imported.
"""

# ruff: noqa: PTH100, PTH111, PTH117, PTH118  pathlib takes 9 ms to import
import os
import sys

NAME = "innermost"

_SERVICES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "megasync": "MEGA",
    "mega": "MEGA",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "proton drive": "Proton Drive",
    "box": "Box",
    "box sync": "Box",
}
"""The folder names the services' own clients choose, in lower case."""

_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".sync_journal.db": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
"""What the clients leave in the root of a synced folder."""


def default_home() -> str:
    """Give the home folder for this account: `INNERMOST_HOME`, or the platform's local data folder."""
    chosen = os.environ.get("INNERMOST_HOME")
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen))
    if sys.platform in ("win32", "darwin"):
        import platformdirs

        return platformdirs.user_data_dir(NAME, appauthor=False, roaming=False)
    # The XDG base directory specification, as platformdirs reads it, without its 6 ms.
    data = os.environ.get("XDG_DATA_HOME", "")
    return os.path.join(data if os.path.isabs(data) else os.path.expanduser("~/.local/share"), NAME)


def sync_service(path: str | os.PathLike[str]) -> str | None:
    """Give the name of the service that carries this folder to other computers, or None.

    Found by the names of the folder and those above it, and by what the services leave in their roots. A
    service that is set up under another name is not found.
    """
    folder = os.path.realpath(path)
    while True:
        above, name = os.path.split(folder)
        service = _by_name(name.casefold()) or _by_marker(folder)
        if service or above == folder:
            return service
        folder = above


def _by_name(name: str) -> str | None:
    if name in _SERVICES:
        return _SERVICES[name]
    # “OneDrive - Contoso”, “Dropbox (Personal)”, “GoogleDrive-name@…”: the client adds the account.
    return next(
        (
            _SERVICES[known]
            for known in ("onedrive", "dropbox", "googledrive", "nextcloud")
            if _extends(name, known)
        ),
        None,
    )


def _extends(name: str, known: str) -> bool:
    return name.startswith((f"{known} ", f"{known}-", f"{known}("))


def _by_marker(folder: str) -> str | None:
    # `.dropbox` in a person's own folder is the client's configuration and no mark of a synced folder.
    own = folder == os.path.expanduser("~")
    found = (service for name, service in _MARKERS.items() if os.path.lexists(os.path.join(folder, name)))
    return None if own else next(found, None)
