"""What goes into the packages; packaging/try_deb.sh shows that they install and run."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bundle.make import epoch, version
from bundle.slim import FONTS, carries
from linux.metainfo import PICTURES, metainfo

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "path",
    [
        "innermost",
        "resources/exercise/en.toml",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/translations/qtbase_de.qm",
        "libpython3.11.so.1.0",
        "sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_the_bundle_carries_what_the_program_needs(path: str) -> None:
    assert carries(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/networkinformation/libqnetworkmanager.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/translations/qtdeclarative_de.qm",
        "libxcb-icccm.so.4",
        "libssl.so.3",
    ],
)
def test_the_bundle_leaves_out_the_network_and_what_the_system_has(path: str) -> None:
    assert not carries(path)


def test_the_bundle_carries_the_reading_font() -> None:
    from ui.theme import fonts

    assert frozenset(fonts._BUNDLED_FILES) == FONTS


def test_the_lock_of_the_build_holds_all_of_the_runtime_one() -> None:
    locks = (ROOT / "requirements.lock", ROOT / "packaging" / "bundle" / "requirements-build.lock")
    runtime, build = (
        set(re.findall(r"^[a-z0-9-]+==\S+", lock.read_text("utf-8"), re.MULTILINE)) for lock in locks
    )
    assert runtime < build


def test_the_version_has_a_day_which_is_the_date_of_every_file() -> None:
    day = re.search(
        rf"^## {re.escape(version(ROOT))} \((.+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert day
    assert epoch(ROOT) % 86400 == 0
    assert epoch(ROOT) > 1_700_000_000


def test_every_package_that_runs_is_named_with_its_licence() -> None:
    # Given the names in the lock and what the notices say
    names = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    notices = (ROOT / "resources" / "NOTICES.md").read_text("utf-8").lower()
    families = {"jaraco": "the jaraco packages", "pyside6": "pyside6", "font": "font-source-serif-pro"}
    # Then each name, or that of its family, stands there
    missing = [
        name
        for name in names
        if families.get(name.split("-")[0], name) not in notices and name not in notices
    ]
    assert missing == []


@pytest.mark.parametrize("address", ["", "https://pictures.invalid/tour"])
def test_a_software_centre_can_read_the_metadata(tmp_path: Path, address: str) -> None:
    # Given the metadata as it is installed, beside the entry it launches
    text = metainfo({"VERSION": version(ROOT), "DATE": "2026-11-24"}, address)
    assert text.count("<screenshot") == (len(PICTURES) + 1 if address else 0)
    assert "@" not in text
    # When the tools that software centres use read it, where they are there
    file = tmp_path / "org.innermost.Innermost.metainfo.xml"
    file.write_text(text, "utf-8")
    entry = ROOT / "packaging" / "linux" / "innermost.desktop"
    for command in (
        ["appstreamcli", "validate", "--no-net", str(file)],
        ["desktop-file-validate", str(entry)],
    ):
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            # Then they have nothing against it
            assert done.returncode == 0, done.stdout


def test_the_package_asks_for_the_libraries_that_run_py_looks_for() -> None:
    from setup.needs import QT

    control = (ROOT / "packaging" / "debian" / "control").read_text("utf-8")
    found = re.search(r"^Depends: (.*)$", control, re.MULTILINE)
    assert found
    asked = re.split(r"[,|]", found[1])
    assert {need.apt for need in QT} <= {name.strip() for name in asked}
