"""A real CUPS of a test's own, with one printer, on a socket of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

PRINTER = "Desk"

_CUPSD = """
Listen {place}/sock
Browsing Off
DefaultAuthType None
PreserveJobFiles Yes
DirtyCleanInterval 0
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
FileDevice Yes
ServerRoot {place}/etc
RequestRoot {place}/spool
TempDir {place}/spool/tmp
CacheDir {place}/cache
StateDir {place}/state
ErrorLog {place}/log/error
AccessLog {place}/log/access
PageLog {place}/log/page
"""


class Cups:
    """What the print system was given.

    Args:
        place: where it keeps everything.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.server = str(place / "sock")

    def reject(self) -> None:
        """Let the printer take nothing any more."""
        assert _asks("cupsreject", "-h", self.server, PRINTER) == 0

    def jobs(self) -> list[bytes]:
        """The files of all jobs."""
        return [path.read_bytes() for path in sorted((self.place / "spool").glob("d*-*"))]

    def records(self) -> list[bytes]:
        """What CUPS noted of all jobs: names, copies."""
        return [path.read_bytes() for path in sorted((self.place / "spool").glob("c*"))]


@contextmanager
def running_cups(place: Path, bot: QtBot) -> Iterator[Cups]:
    """A CUPS with a printer that goes nowhere; its spool is kept in `place`."""
    for name in ("etc/ppd", "spool/tmp", "cache", "log", "state"):
        (place / name).mkdir(parents=True)
    (place / "cupsd.conf").write_text(_CUPSD.format(place=place))
    (place / "cups-files.conf").write_text(_FILES.format(place=place))
    cups = Cups(place)
    call = [_program("cupsd"), "-f", "-c", str(place / "cupsd.conf"), "-s", str(place / "cups-files.conf")]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            add = ("-h", cups.server, "-p", PRINTER, "-E", "-v", "file:/dev/null")
            bot.waitUntil(lambda: _asks("lpadmin", *add) == 0, timeout=60_000)
            yield cups
        finally:
            server.terminate()


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found is not None, name
    return found


def _asks(name: str, *options: str) -> int:
    call = [_program(name), *options]
    return subprocess.run(call, capture_output=True, check=False, timeout=60).returncode
