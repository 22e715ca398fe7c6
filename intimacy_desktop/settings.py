"""What anyone at this computer may see and change: how the program looks and what Hide does.

Nothing here protects anything; the lock time of an open seat lies inside its vault.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from intimacy_desktop.durable import read_file, replace_file
from intimacy_desktop.errors import HomeNotWritable

Appearance = Literal["system", "light", "dark"]
HideLeaves = Literal["sheet", "minimised"]
FirstReader = Literal["second", "first", "alternate"]

HIDE_KEYS = ("F9", "F6", "F7", "F8", "F12", "Pause")
"""Keys that no text field, screen reader or window manager needs; Esc twice hides as well, always."""
SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.0

_WIDEST = 20_000
"""Pixels; more is no window."""
_SIZE_CEILING = 64 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one home folder.

    Attributes:
        text_size: 1.0 is 100 %; from `SMALLEST_TEXT` to `LARGEST_TEXT`.
        appearance: light, dark, or as the system has it.
        less_movement: nothing glides or fades; otherwise as the system has it, where it tells.
        hide_key: one of `HIDE_KEYS`; there is no way to have none.
        hide_leaves: a blank sheet, or the window minimised.
        first_reader: whose card comes first: of the one who took the second seat, of the one who took the
            first, or each at every other item.
        more_contrast: strong colours and lines; otherwise as the system has it, where it tells.
        exclude_capture: pictures and recordings of the screen do not show the window, where the system can.
        window_width, window_height: pixels of the window as somebody left it; 0 where nobody resized it.
    """

    text_size: float = 1.0
    appearance: Appearance = "system"
    less_movement: bool = False
    hide_key: str = HIDE_KEYS[0]
    hide_leaves: HideLeaves = "sheet"
    first_reader: FirstReader = "second"
    more_contrast: bool = False
    exclude_capture: bool = True
    window_width: int = 0
    window_height: int = 0

    @classmethod
    def of(cls, members: Mapping[str, object]) -> "Settings":
        """Give the settings that `members` hold; what is missing or makes no sense has its usual value."""
        sound: dict[str, Any] = {
            name: members[name] for name, fits in _FITS.items() if name in members and fits(members[name])
        }
        return cls(**sound)


def _one_of(values: tuple[str, ...]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in values


def _is_text_size(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return SMALLEST_TEXT <= value <= LARGEST_TEXT  # what is not a number is not in between either


def _is_length(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _WIDEST


_FITS: dict[str, Callable[[object], bool]] = {
    "text_size": _is_text_size,
    "appearance": _one_of(get_args(Appearance)),
    "less_movement": lambda value: isinstance(value, bool),
    "more_contrast": lambda value: isinstance(value, bool),
    "window_width": _is_length,
    "window_height": _is_length,
    "hide_key": _one_of(HIDE_KEYS),
    "hide_leaves": _one_of(get_args(HideLeaves)),
    "exclude_capture": lambda value: isinstance(value, bool),
    "first_reader": _one_of(get_args(FirstReader)),
}


class SettingsFile:
    """`settings.json` of a home folder.

    A file that cannot be read gives the usual values and stays as it is until something is saved; then it is
    kept aside as `settings.json.broken`. Members that this version does not know are kept, so that going back
    from a newer version and forth again loses nothing.

    Args:
        folder: the home folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "settings.json"

    def load(self) -> Settings:
        """Give what is saved, or the usual values for what is not or cannot be understood."""
        return Settings.of(self._members() or {})

    def save(self, settings: Settings) -> None:
        """Keep `settings`.

        Raises:
            HomeNotWritable: they could not be written; what was saved before is as it was.
        """
        known = {field.name for field in fields(Settings)}
        members = self._members()
        try:
            if members is None and self._path.exists():
                self._path.replace(self._path.with_name("settings.json.broken"))
            newer = {name: value for name, value in (members or {}).items() if name not in known}
            text = json.dumps(newer | asdict(settings), indent=2, sort_keys=True)
            replace_file(self._path, f"{text}\n".encode("ascii"))
        except OSError as error:
            raise HomeNotWritable(self._path.parent, error.strerror or str(error)) from None

    def _members(self) -> dict[str, object] | None:
        """Read the file; None where it is not there or not an object."""
        try:
            members = json.loads(read_file(self._path, _SIZE_CEILING))
        except (OSError, ValueError, RecursionError):
            return None
        return members if isinstance(members, dict) else None
