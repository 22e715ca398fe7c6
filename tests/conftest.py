"""What every test starts from: a home of its own, Qt without a screen, and silence.

A test fails where the code under it writes to the terminal, leaves a log record or a Qt warning behind, and
where the test itself is skipped or expected to fail: a run that passes has run everything. A test that asks
for a log record checks it and then calls ``caplog.clear()``.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# These stop another process at each of its calls, which is done differently on every system.
if not sys.platform.startswith("linux"):
    collect_ignore = ["core/test_crash_points.py", "core/test_power_cut.py", "core/test_full_disk.py"]
    collect_ignore += ["ui/test_printing_cups.py", "core/test_export_place.py", "core/test_export_archive.py"]

# Before anything imports Qt. The journeys give their programs a display of their own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

_LEAKS = (
    "INNERMOST_HOME",
    # A person's own keyring, screen and language never take part in a test.
    "DBUS_SESSION_BUS_ADDRESS",
    "DBUS_SYSTEM_BUS_ADDRESS",
    "XDG_SESSION_ID",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "LANG",
    "LANGUAGE",
    "QT_SCALE_FACTOR",
    "QT_STYLE_OVERRIDE",
    "QT_QPA_PLATFORMTHEME",
)


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder that every path to a person's files leads to for the time of one test."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_RUNTIME_DIR": home / "run",
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "TMPDIR": home / "tmp",
    }
    for name in _LEAKS:
        monkeypatch.delenv(name, raising=False)
    for name, folder in folders.items():
        folder.mkdir(parents=True, mode=0o700)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    # An ungenerated locale makes Qt complain; this one is everywhere.
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return home


@pytest.fixture(autouse=True)
def _no_stray_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    stray = [
        f"{record.name}: {record.levelname}: {record.getMessage()}"
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
    ]
    assert not stray, "Log records were left behind:\n" + "\n".join(stray)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run try every point of every operation and every look of every page, instead of a sample."""
    parser.addoption("--full-sweep", action="store_true", help="every crash and power cut: takes minutes")
    parser.addoption("--program", help="what the journeys start instead of this checkout")
    parser.addoption("--matrix", action="store_true", help="every page in every look: takes minutes")
    parser.addoption("--renew-pictures", action="store_true", help="keep the screens as they look now")


def pytest_configure(config: pytest.Config) -> None:
    """Tell the tests of the pages, before they are collected, how many looks to take."""
    if config.getoption("--matrix"):
        os.environ["INNERMOST_WHOLE_MATRIX"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the journeys in one worker: two windows that fight for the two cores would only test patience."""
    for item in items:
        if "journeys" in item.path.parts and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Fail what was skipped, expected to fail, or wrote to the terminal."""
    report: pytest.TestReport = yield
    if report.skipped or hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else getattr(report, "wasxfail", "")
        _fail(report, f"{item.nodeid} was skipped or expected to fail. Nothing may be. {reason}")
        if hasattr(report, "wasxfail"):
            del report.wasxfail
    elif report.passed:
        stray = [
            f"{name}:\n{text}"
            for name, text in report.sections
            if name in {f"Captured stdout {report.when}", f"Captured stderr {report.when}"}
        ]
        if stray:
            _fail(report, "Stray output on the terminal.\n" + "\n".join(stray))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """Fail a module that skips itself as a whole."""
    report: pytest.CollectReport = yield
    if report.skipped:
        _fail(report, f"{report.nodeid} skips itself. Nothing may be skipped. {report.longrepr}")
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport, reason: str) -> None:
    report.outcome = "failed"
    report.longrepr = reason
