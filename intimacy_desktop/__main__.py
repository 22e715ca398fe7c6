"""The command line: starts the program, or one of its two processes."""

import sys

TYPE_CHECKING = False  # typing takes 3 ms, before the first window is asked for
if TYPE_CHECKING:
    from collections.abc import Sequence

_HELP = """\
Innermost, a private guide for two. It works offline; nothing leaves this computer.

  innermost                    open the program, or bring its window forward if it is open
  innermost --home DIR         keep everything in the folder DIR instead of the usual one
  innermost --add-launcher     put an entry into this account’s list of programs, for all to see
  innermost --remove-launcher  take it away again
  innermost --version          say which version this is
  innermost --help             show this

The environment variable INNERMOST_HOME names a folder as --home does.
"""


_ROOM_FOR_BYTECODE = 64 * 1024 * 1024


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the program.

    Args:
        arguments: the command line without the program's name; by default this process's own.

    Returns:
        The exit code: 0, 1 after a failure, 2 for a command line that is not understood.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    _keep_bytecode_off_a_full_disk()
    match arguments:
        case ["--window", *options]:
            return _run_window(options)
        case ["--keyring"]:
            return _run_keyring()
        case []:
            return _run_supervisor(None)
        case ["--home", folder] if folder:
            return _run_supervisor(folder)
        case [word] if word.startswith("--home=") and word != "--home=":
            return _run_supervisor(word.removeprefix("--home="))
        case ["--add-launcher" | "--remove-launcher" as wish]:
            return _change_launcher(add=wish == "--add-launcher")
        case ["--version"]:
            return _say(f"Innermost {_version()}\n")
        case ["--help" | "-h"]:
            return _say(_HELP)
        case _:
            sys.stderr.write("Innermost does not understand this command line. --help shows what it knows.\n")
            return 2


def _keep_bytecode_off_a_full_disk() -> None:
    """Write no compiled modules where there is little room: Python does not notice one that is cut short.

    Such a module is an error at every later start, until somebody finds out why
    (https://github.com/python/cpython/issues/126606).
    """
    import os

    try:
        room = os.statvfs(__file__)
    except (AttributeError, OSError):  # no such question on Windows
        return
    if room.f_bavail * room.f_frsize < _ROOM_FOR_BYTECODE:
        sys.dont_write_bytecode = True


def _run_supervisor(folder: str | None) -> int:
    import os

    from intimacy_desktop.places import default_home
    from intimacy_desktop.supervisor import supervise

    return supervise(os.path.abspath(os.path.expanduser(folder)) if folder else default_home())  # noqa: PTH100, PTH111  pathlib takes 9 ms to import


def _run_window(options: "Sequence[str]") -> int:
    import gc

    gc.disable()  # until the window stands (ui/app.py): there is no garbage in what is imported
    from intimacy_desktop.hardening import (
        forbid_debug_output,
        forbid_network_buses,
        forbid_network_screen,
        harden,
        take_neutral_name,
    )

    take_neutral_name()  # while /proc/self can still be written to
    harden()
    forbid_debug_output()
    forbid_network_screen()
    forbid_network_buses()
    from intimacy_desktop.channel import Channel

    channel = Channel.of_this_process()
    from intimacy_desktop.launch import WindowOptions

    try:
        parsed = WindowOptions.parse([*options, *channel.options()])
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    from ui.app import run

    return run(parsed, channel)


def _run_keyring() -> int:
    from intimacy_desktop.hardening import forbid_debug_output, harden, take_neutral_name

    take_neutral_name()
    harden()
    forbid_debug_output()
    from intimacy_desktop.device_secret_child import main as ask_keyring

    return ask_keyring()


def _change_launcher(*, add: bool) -> int:
    from intimacy_desktop import launcher

    if not launcher.is_supported():
        sys.stderr.write("On this system the installer makes the entry, and removes it.\n")
        return 1
    try:
        place = launcher.add_launcher() if add else launcher.remove_launcher()
    except OSError as error:
        sys.stderr.write(f"The entry could not be changed: {error.strerror}.\n")
        return 1
    if place is None:
        return _say("There was no entry.\n")
    return _say(f"The entry is {'there' if add else 'gone'}: {place}\n")


def _say(text: str) -> int:
    sys.stdout.write(text)
    return 0


def _version() -> str:
    """Read the version from the installed package, or from the project file of a checkout."""
    from importlib import metadata

    try:
        return metadata.version("innermost")
    except metadata.PackageNotFoundError:
        import tomllib
        from pathlib import Path

        project = Path(__file__).parents[1] / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])


if __name__ == "__main__":
    sys.exit(main())
