"""Makes a Debian package of the bundle; the same bytes from the same bundle."""

import gzip
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import formatdate
from pathlib import Path

from bundle.make import epoch, make_bundle, version
from linux import metainfo
from setup.errors import SetupError, say

HERE = Path(__file__).parent
LINUX = HERE.parent / "linux"

_FOLDER, _PROGRAM, _FILE = 0o755, 0o755, 0o644
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_PRESENT = "usr/lib/innermost/innermost"


def make_deb(root: Path, work: Path, pictures_at: str = "") -> Path:
    """Make the bundle, and a package of it; give the package's file.

    Args:
        root: the checkout.
        work: a folder for the package and for what is made on the way.
        pictures_at: see `linux.metainfo.metainfo`.

    Raises:
        SetupError: with the sentence to show.
    """
    if shutil.which("dpkg-deb") is None:
        raise SetupError("Making a .deb needs dpkg-deb, which Debian and its family have.")
    bundle = make_bundle(root, work)
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree / "usr/lib/innermost", symlinks=True)
    words = _words(root, tree)
    _fill(root, tree, words)
    _write(tree / "usr/share/metainfo" / metainfo.FILE, metainfo.metainfo(words, pictures_at))
    _settle(tree, epoch(root))
    return _pack(root, tree, work / f"innermost_{words['VERSION']}_{words['ARCHITECTURE']}.deb")


def _words(root: Path, tree: Path) -> dict[str, str]:
    """Give what stands between @ signs in the files of this folder."""
    day = datetime.fromtimestamp(epoch(root), UTC)
    size = sum(path.lstat().st_size for path in tree.rglob("*"))
    return {
        "VERSION": version(root),
        "ARCHITECTURE": _ARCHITECTURES.get(os.uname().machine, os.uname().machine),
        "KIBIBYTES": str(-(-size // 1024)),
        "DATE": day.strftime("%Y-%m-%d"),
        "YEAR": str(day.year),
        "LONG_DATE": formatdate(epoch(root)),
    }


def _fill(root: Path, tree: Path, words: Mapping[str, str]) -> None:
    share = tree / "usr/share"
    _write(tree / "DEBIAN/control", _text(HERE / "control", words))
    _write(share / "applications/innermost.desktop", _text(LINUX / "innermost.desktop", words))
    _write(share / "man/man1/innermost.1.gz", _text(LINUX / "innermost.1", words), _packed)
    _write(share / "doc/innermost/changelog.gz", _text(HERE / "changelog", words), _packed)
    _write(share / "doc/innermost/copyright", _text(HERE / "copyright", words) + _notices(root))
    _write(share / "lintian/overrides/innermost", _text(HERE / "lintian-overrides", words))
    icons = root / "resources" / "icons"
    for picture in sorted((icons / "app").glob("*.png")):
        _copy(picture, share / f"icons/hicolor/{picture.stem}x{picture.stem}/apps/innermost.png")
    _copy(icons / "innermost.svg", share / "icons/hicolor/scalable/apps/innermost.svg")
    # One copy of the licences is enough, and Debian wants it here.
    shutil.move(tree / "usr/lib/innermost/licences", share / "doc/innermost/licences")
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/innermost").symlink_to("../lib/innermost/innermost")


def _text(source: Path, words: Mapping[str, str]) -> str:
    text = source.read_text("utf-8")
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _notices(root: Path) -> str:
    """Give the notices in the form of a comment of Debian's copyright file."""
    lines = (root / "resources" / "NOTICES.md").read_text("utf-8").splitlines()
    return "".join(f" {line}\n" if line.strip() else " .\n" for line in lines)


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _write(path: Path, text: str, change: Callable[[bytes], bytes] = bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(change(text.encode("utf-8")))


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True)
    shutil.copyfile(source, to)


def _settle(tree: Path, moment: int) -> None:
    """Give every file the mode and time it has on any machine."""
    for path in sorted([tree, *tree.rglob("*")], reverse=True):
        if not path.is_symlink():
            program = path == tree / _PRESENT
            path.chmod(_FOLDER if path.is_dir() else _PROGRAM if program else _FILE)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _pack(root: Path, tree: Path, package: Path) -> Path:
    say("Packing …")
    command = ["dpkg-deb", "--root-owner-group", "--uniform-compression", "-Zxz", "-z9", "--build"]
    clean = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch(root)), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*command, str(tree), str(package)], env=clean, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SetupError(f"dpkg-deb could not make the package: {done.stderr.strip()}")
    return package
