"""What a disk may hold after a power cut, rebuilt from the calls of an operation.

A file has the bytes that were synced, and of what was written since, any part in any order. A folder has
the names that were synced; of the changes since, either those up to some moment, as journaling file systems
keep them, or any.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.core.crash.tracer import Call

SECTOR = 512
Tree = dict[str, "File | Folder"]
Image = dict[str, bytes | None]
"""By path: the bytes of a file, or None for a folder."""


@dataclass(slots=True, eq=False)
class File:
    """A file: what the disk has for certain, and the writes and truncations that it may have."""

    synced: bytes = b""
    pending: list[Call] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Folder:
    """A folder: its names as programs see them, as the disk has them, and the changes between."""

    seen: Tree = field(default_factory=dict)
    synced: Tree = field(default_factory=dict)
    pending: list[Callable[[Tree], object]] = field(default_factory=list)

    def change(self, change: Callable[[Tree], object]) -> None:
        change(self.seen)
        self.pending.append(change)


Node = File | Folder


class Disk:
    """A folder of a computer whose power may fail."""

    def __init__(self, base: Path) -> None:
        self._root = _load(base)

    def happen(self, call: Call) -> None:
        """Let one call happen, as programs see it."""
        path = PurePosixPath(call.path)
        parent = self._folder(path.parent)
        match call.kind:
            case "write" | "truncate":
                self._file(path).pending.append(call)
            case "sync":
                self._sync(path)
            case "create":
                parent.change(_put(path.name, File()))
            case "mkdir":
                parent.change(_put(path.name, Folder()))
            case "remove":
                parent.change(_drop(path.name))
            case "rename":
                target = PurePosixPath(call.target)
                assert target.parent == path.parent, "a rename across folders is in none of our calls"
                moved = parent.seen[path.name]
                parent.change(lambda names: (names.pop(path.name, None), names.update({target.name: moved})))
            case "link":
                target = PurePosixPath(call.target)
                self._folder(target.parent).change(_put(target.name, parent.seen[path.name]))
            case other:
                raise AssertionError(other)

    def seen(self) -> Image:
        """Give what programs see."""
        return _image(self._root, _Choice(names=lambda folder: folder.seen, writes=lambda file: file.pending))

    def images(self, chance: random.Random, more: int) -> Iterator[Image]:
        """Give what may be there after a power cut now: the extremes, and `more` by chance."""
        nothing, all_of = _Choice(), _Choice(_all_names, lambda file: file.pending)
        yield from (_image(self._root, choice) for choice in (nothing, all_of))
        yield _image(self._root, _Choice(names=_all_names))
        yield _image(self._root, _Choice(writes=lambda file: file.pending))
        yield _image(self._root, _Choice(_last_name, lambda file: file.pending))
        for number in range(more):
            names = (_some_first_names, _any_names)[number % 2]
            choice = _Choice(
                lambda folder, names=names: names(folder, chance), lambda file: _some_writes(file, chance)
            )
            yield _image(self._root, choice)

    def _folder(self, path: PurePosixPath) -> Folder:
        node: Node = self._root
        for name in path.parts:
            assert isinstance(node, Folder)
            node = node.seen[name]
        assert isinstance(node, Folder)
        return node

    def _file(self, path: PurePosixPath) -> File:
        node = self._folder(path.parent).seen[path.name]
        assert isinstance(node, File)
        return node

    def _sync(self, path: PurePosixPath) -> None:
        node = self._root if not path.parts else self._folder(path.parent).seen[path.name]
        if isinstance(node, File):
            node.synced = _written(node.synced, node.pending)
            node.pending = []
        else:
            node.synced = dict(node.seen)
            node.pending = []


@dataclass(frozen=True, slots=True)
class _Choice:
    """What of the unsynced is there: by default nothing."""

    names: Callable[[Folder], Tree] = lambda folder: folder.synced
    writes: Callable[[File], list[Call]] = lambda _file: []


def _load(path: Path) -> Folder:
    names: Tree = {}
    for entry in path.iterdir():
        names[entry.name] = _load(entry) if entry.is_dir() else File(entry.read_bytes())
    return Folder(dict(names), names)


def _put(name: str, node: Node) -> Callable[[Tree], object]:
    return lambda names: names.update({name: node})


def _drop(name: str) -> Callable[[Tree], object]:
    return lambda names: names.pop(name, None)


def _changed(folder: Folder, changes: list[Callable[[Tree], object]]) -> Tree:
    names = dict(folder.synced)
    for change in changes:
        change(names)
    return names


def _all_names(folder: Folder) -> Tree:
    return _changed(folder, folder.pending)


def _last_name(folder: Folder) -> Tree:
    return _changed(folder, folder.pending[-1:])


def _some_first_names(folder: Folder, chance: random.Random) -> Tree:
    return _changed(folder, folder.pending[: chance.randint(0, len(folder.pending))])


def _any_names(folder: Folder, chance: random.Random) -> Tree:
    return _changed(folder, [change for change in folder.pending if chance.random() < 0.5])


def _some_writes(file: File, chance: random.Random) -> list[Call]:
    kept = [_torn(call, chance) for call in file.pending if chance.random() < 0.5]
    chance.shuffle(kept)
    return kept


def _torn(call: Call, chance: random.Random) -> Call:
    """Cut a write at the end of a sector, one time in four."""
    if call.kind != "write" or len(call.data) <= SECTOR or chance.random() < 0.75:
        return call
    whole = chance.randrange(1, len(call.data) // SECTOR + 1) * SECTOR
    return Call(call.kind, call.path, offset=call.offset, data=call.data[:whole])


def _written(data: bytes, calls: list[Call]) -> bytes:
    content = bytearray(data)
    for call in calls:
        content += bytes(max(0, call.offset - len(content)))
        if call.kind == "truncate":
            del content[call.offset :]
        else:
            content[call.offset : call.offset + len(call.data)] = call.data
    return bytes(content)


def _image(folder: Folder, choice: _Choice, at: str = "") -> Image:
    image: Image = {}
    for name, node in choice.names(folder).items():
        path = f"{at}{name}"
        if isinstance(node, Folder):
            image[path] = None
            image |= _image(node, choice, path + "/")
        else:
            image[path] = _written(node.synced, choice.writes(node))
    return image


def lay(image: Image, folder: Path) -> None:
    """Write an image into an empty folder."""
    for name, data in sorted(image.items()):
        path = folder / name
        if data is None:
            path.mkdir(mode=0o700)
        else:
            path.write_bytes(data)
