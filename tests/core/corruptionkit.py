"""Faults for files, drawn from a seed, and a home with two vaults to try them on."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from intimacy_desktop.answers import Answer, Draft, Evening, ShownAnswer
from intimacy_desktop.errors import VaultDamaged
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.rounds import Round, RoundState
from intimacy_desktop.settings import Settings, SettingsFile
from intimacy_desktop.vault import OwnerSettings, Vault
from tests.core.vaultkit import PAGE, opened

MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)
PASSPHRASES = ("seven quiet lamps on a shelf", "eleven boats in the harbour")
SETTINGS = Settings(text_size=1.5, appearance="dark")
JOINT_ID = "5f0a4c52-7f1e-4b7c-9a55-0d2f3b1c8e64"
TURNED = (0, 1, 7)

T = TypeVar("T")

Files = dict[str, bytes]
"""All files of a home by their path in it."""

FAULTS: dict[str, Callable[[random.Random, bytes], bytes]] = {}


def fault(change: Callable[[random.Random, bytes], bytes]) -> Callable[[random.Random, bytes], bytes]:
    FAULTS[change.__name__] = change
    return change


def _run(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 2, 8, 64, 512, 5000)))


def _page(chance: random.Random, data: bytes) -> int:
    return PAGE * chance.randrange(max(1, len(data) // PAGE))


@fault
def one_bit_flipped(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


@fault
def many_bits_flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for at in chance.sample(range(len(data)), min(len(data), 20)):
        changed[at] ^= chance.randrange(1, 256)
    return bytes(changed)


@fault
def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


@fault
def cut_at_a_page(chance: random.Random, data: bytes) -> bytes:
    return data[: _page(chance, data)]


@fault
def its_beginning_lost(chance: random.Random, data: bytes) -> bytes:
    return data[chance.randrange(1, len(data)) :]


@fault
def emptied(_chance: random.Random, _data: bytes) -> bytes:
    return b""


@fault
def zeros(_chance: random.Random, data: bytes) -> bytes:
    return bytes(len(data))


@fault
def a_run_of_zeros(chance: random.Random, data: bytes) -> bytes:
    start, end = _run(chance, data)
    return data[:start] + bytes(end - start) + data[end:]


@fault
def a_page_of_zeros(chance: random.Random, data: bytes) -> bytes:
    at = _page(chance, data)
    return data[:at] + bytes(len(data[at : at + PAGE])) + data[at + PAGE :]


@fault
def a_run_of_noise(chance: random.Random, data: bytes) -> bytes:
    start, end = _run(chance, data)
    return data[:start] + chance.randbytes(end - start) + data[end:]


@fault
def a_run_lost(chance: random.Random, data: bytes) -> bytes:
    start, end = _run(chance, data)
    return data[:start] + data[end:]


@fault
def a_run_doubled(chance: random.Random, data: bytes) -> bytes:
    start, end = _run(chance, data)
    return data[:end] + data[start:]


@fault
def two_pages_exchanged(chance: random.Random, data: bytes) -> bytes:
    if len(data) < 2 * PAGE:
        return data[::-1]
    one, other = sorted(chance.sample(range(0, len(data) - PAGE + 1, PAGE), 2))
    first, second = data[one : one + PAGE], data[other : other + PAGE]
    return b"".join((data[:one], second, data[one + PAGE : other], first, data[other + PAGE :]))


@fault
def noise(chance: random.Random, data: bytes) -> bytes:
    return chance.randbytes(len(data))


def faults(seed: str, count: int) -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """`count` faults, each kind as often as any other; each differs from what it is given."""
    chance = random.Random(seed)
    names = list(FAULTS)
    for number in range(count):
        name = names[number % len(names)]
        own = random.Random(chance.random())
        yield f"{name}, number {number} of {seed}", lambda data, name=name, own=own: _changed(name, own, data)


def _changed(name: str, chance: random.Random, data: bytes) -> bytes:
    while (changed := FAULTS[name](chance, data)) == data:
        pass
    return changed


# The home


def draft(word: str) -> Draft:
    answers = tuple(Answer(f"{word} {item} 🌿", f"you {word}", kept=item == 4) for item in range(10))
    return Draft(answers, place=6)


FIRST, SECOND, THIRD = draft("first"), draft("second"), draft("third")
EVENING = Evening("warm hands", "a walk", "2027-03-01", frozenset({3}))


@dataclass(frozen=True)
class Content:
    """What a vault holds; None where reading it says that it is damaged.

    A plain dataclass, so that a failing test shows what differs.
    """

    rounds: list[Round]
    drafts: tuple[Draft | None, ...]
    evenings: tuple[Evening | None, ...]
    turned: dict[tuple[int, int], ShownAnswer | None]
    owner: OwnerSettings


@dataclass
class Scene:
    """A home on the disk, and its files as they are, as they were before, and what they hold."""

    home: Home
    newest: Files = field(default_factory=dict)
    older: Files = field(default_factory=dict)
    contents: tuple[Content, ...] = ()
    older_contents: tuple[Content, ...] = ()
    journals: dict[str, bytes] = field(default_factory=dict)

    def restore(self) -> None:
        """Put every file back; none that was added stays."""
        for name, data in self.newest.items():
            path = self.home.path / name
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
        for path in self.home.path.rglob("*"):
            if path.is_file() and str(path.relative_to(self.home.path)) not in self.newest:
                path.unlink()

    def lay(self, files: Files) -> None:
        """Put these files in the place of what is there."""
        for name, data in files.items():
            (self.home.path / name).write_bytes(data)

    def name(self, seat: int, what: str) -> str:
        """The path of a vault's file in the home; `answers` is its database."""
        folder = [name for name in self.newest if name.endswith("/keys.json")]
        parent = sorted(folder, key=self._owner)[seat].removesuffix("keys.json")
        (name,) = (name for name in self.newest if name.startswith(parent + what))
        return name

    def folder(self, seat: int) -> Path:
        return (self.home.path / self.name(seat, "keys.json")).parent

    def _owner(self, name: str) -> int:
        return 0 if b'"nickname":"Mara"' in self.newest[name] else 1


def _journal(folder: Path, keys: VaultKeys) -> bytes:
    """The journal of a save that is not finished: with it, the file goes back to what it was before."""
    with opened(folder, keys) as vault, suppress(KeyboardInterrupt), vault._connection.transaction():
        vault._connection.rows("PRAGMA cache_size=1")  # so that it is written before the end
        vault._connection.change("UPDATE records SET sealed = zeroblob(16034)")
        (path,) = folder.glob("*-journal")
        journal = path.read_bytes()
        raise KeyboardInterrupt
    return journal


def build(parent: Path) -> Scene:
    """Mara: a first round closed after its cards were turned, a second one sealed. Jonas: one in writing."""
    scene = Scene(Home.open(parent / "home"))
    keys = [
        scene.home.take_seat(identity, passphrase, CHEAPEST)
        for identity, passphrase in zip((MARA, JONAS), PASSPHRASES, strict=True)
    ]
    scene.home.set_ready(keys[0].vault_id, ready=True)
    SettingsFile(scene.home.path).save(SETTINGS)
    mara, jonas = (scene.home.folder(each.vault_id) for each in keys)
    with opened(mara, keys[0]) as vault:
        vault.start_round()
        vault.save_draft(1, FIRST)
        vault.seal(1)
    with opened(jonas, keys[1]) as vault:
        vault.start_round()
        vault.save_draft(1, FIRST)
    scene.journals["older"] = _journal(mara, keys[0])
    scene.older = _files(scene.home)
    scene.older_contents = tuple(_content(*each) for each in zip((mara, jonas), keys, strict=True))
    with opened(mara, keys[0]) as vault:
        vault.unseal(1)
        vault.save_draft(1, SECOND)
        vault.seal(1)
        vault.join(1, JOINT_ID)
        vault.begin(1)
        for item in TURNED:
            vault.uncover(1, item)
        vault.save_evening(1, EVENING)
        vault.close_round(1)
        vault.save_owner_settings(OwnerSettings(7, 50))
        vault.start_round()
        vault.save_draft(2, THIRD)
        vault.seal(2)
    with opened(jonas, keys[1]) as vault:
        vault.save_draft(1, SECOND)
    scene.journals |= {"own": _journal(mara, keys[0]), "other": _journal(jonas, keys[1])}
    scene.newest = _files(scene.home)
    scene.contents = tuple(_content(*each) for each in zip((mara, jonas), keys, strict=True))
    return scene


def _files(home: Home) -> Files:
    files = (path for path in home.path.rglob("*") if path.is_file())
    return {str(path.relative_to(home.path)): path.read_bytes() for path in files}


def _content(folder: Path, keys: VaultKeys) -> Content:
    with opened(folder, keys) as vault:
        return read(vault)


def content_of(folder: Path, passphrase: str) -> Content:
    """Unlock and read all of a vault, as the program would; what it raises is for the test."""
    return _content(folder, unlock(folder, passphrase))


def read(vault: Vault) -> Content:
    rounds = vault.rounds()
    ids = [found.id for found in rounds]
    return Content(
        rounds,
        tuple(_or_none(lambda round_id=round_id: vault.read_draft(round_id)) for round_id in ids),
        tuple(_or_none(lambda round_id=round_id: vault.read_evening(round_id)) for round_id in ids),
        {
            (found.id, item): _or_none(
                lambda round_id=found.id, item=item: vault.read_uncovered(round_id, item)
            )
            for found in rounds
            if found.state in (RoundState.BEGUN, RoundState.CLOSED)
            for item in _or_none(lambda round_id=found.id: vault.uncovered(round_id)) or ()
        },
        vault.owner_settings(),
    )


def _or_none(get: Callable[[], T]) -> T | None:
    try:
        return get()
    except VaultDamaged:
        return None
