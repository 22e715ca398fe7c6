"""What may be cut off at any moment: a table of all that changes a home; a new operation needs a row.

Each says how a home looks before, what is done, and, by the program's own code, what is there afterwards.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from intimacy_desktop import parting
from intimacy_desktop.answers import ITEMS, Evening
from intimacy_desktop.backup import due, list_backups, make_backup, open_backup, restore
from intimacy_desktop.errors import WrongPassphrase
from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.rounds import RoundState
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.sitting import Seat, Sitting
from intimacy_desktop.vault import OwnerSettings, Vault
from intimacy_desktop.vault.rotation import change_passphrase, delete_round
from tests.core.vaultkit import MARA, PASSPHRASE, full_draft, opened

NEW_PASSPHRASE = "nine slow boats below a bridge"
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)

Step = Callable[[], object]
State = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """A row of the table.

    Attributes:
        prepare: makes the home, in an empty folder.
        ready: does what comes before (opening, unlocking), and gives the step that is cut off.
        look: opens what is there as the program does, and says what it found, without times.
    """

    prepare: Callable[[Path], object]
    ready: Callable[[Path], Step]
    look: Callable[[Path], State]


def seats(home: Path) -> tuple[SeatRecord, ...]:
    return Home.open(home).seats()


def keys_of(seat: SeatRecord) -> VaultKeys:
    """Open a seat by the one passphrase that opens it."""
    found = []
    for typed in (PASSPHRASE, NEW_PASSPHRASE):
        with suppress(WrongPassphrase):
            found.append(unlock(seat.folder, typed))
    (keys,) = found
    return keys


def look(home: Path) -> State:
    """Say all that a home holds: its seats, what opens them, and every word in them."""
    return tuple((seat.identity, seat.ready, *_inside(seat)) for seat in seats(home))


def _inside(seat: SeatRecord) -> State:
    assert seat.trouble is None, seat.trouble
    keys = keys_of(seat)
    with opened(seat.folder, keys) as vault:
        rounds = tuple(_round(vault, found.id) for found in vault.rounds())
        settings = vault.owner_settings()
        saved = vault.last_saved() is not None
    header = read_header(seat.folder)
    journal = f"{header.database}-journal"  # may be there, empty: the next save takes it
    assert _names(seat.folder) - {journal} == {"keys.json", "keys.bak.json", header.database}
    new = _opens(seat.folder, NEW_PASSPHRASE)
    return new, header.generation, settings, saved, rounds


def _names(folder: Path) -> set[str]:
    """Give the names of all that is the vault's own, and neither a backup nor what a restore has replaced."""
    names = {path.name for path in folder.iterdir()} - {"backups"}
    return {name for name in names if not name.startswith(("replaced-", ".replaced"))}


def _opens(folder: Path, typed: str) -> bool:
    with suppress(WrongPassphrase):
        unlock(folder, typed)
        return True
    return False


def _round(vault: Vault, round_id: int) -> State:
    found = next(found for found in vault.rounds() if found.id == round_id)
    if found.state in {RoundState.SEALED, RoundState.BEGUN}:
        vault._rounds.check_seal(round_id)
    turned = vault.uncovered(round_id)
    texts = tuple((item, vault.read_uncovered(round_id, item)) for item in sorted(turned))
    hidden = tuple(vault._rounds.shown(round_id, item) for item in range(ITEMS))
    times = tuple(at is not None for at in (found.sealed_at, found.begun_at, found.closed_at))
    return (
        found.id,
        found.state,
        found.joint_id,
        times,
        vault.read_draft_for_copy(round_id),
        texts,
        vault.read_evening(round_id),
        hidden,
    )


def go_on(home: Path) -> None:
    """Use every vault of a home once more: it takes a save, and leaves only its own files."""
    for seat in seats(home):
        with opened(seat.folder, keys_of(seat)) as vault:
            vault.save_owner_settings(OwnerSettings(4, 40))
        assert _names(seat.folder) == {"keys.json", "keys.bak.json", read_header(seat.folder).database}


def mara(home: Path, state: RoundState | None = RoundState.WRITING) -> VaultKeys:
    """Make a home with one seat, and a round that came as far as `state`."""
    keys = Home.open(home).take_seat(MARA, PASSPHRASE, CHEAPEST)
    if state is not None:
        with opened(home / "vaults" / keys.vault_id, keys) as vault:
            bring(vault, state)
    return keys


def bring(vault: Vault, state: RoundState) -> None:
    """Bring a new round of a vault as far as `state`, with some cards turned where it was begun."""
    round_id = vault.start_round().id
    vault.save_draft(round_id, full_draft())
    if state is RoundState.WRITING:
        return
    vault.seal(round_id)
    if state is RoundState.SEALED:
        return
    vault.join(round_id, "joint")
    vault.begin(round_id)
    vault.uncover(round_id, 1)
    vault.uncover(round_id, 4)
    if state is RoundState.CLOSED:
        vault.close_round(round_id)


def both(home: Path) -> None:
    """Make a home with two seats, both sealed."""
    for identity in (MARA, JONAS):
        keys = Home.open(home).take_seat(identity, PASSPHRASE, CHEAPEST)
        with opened(home / "vaults" / keys.vault_id, keys) as vault:
            bring(vault, RoundState.SEALED)


def two_rounds(home: Path) -> None:
    keys = mara(home, RoundState.CLOSED)
    with opened(home / "vaults" / keys.vault_id, keys) as vault:
        bring(vault, RoundState.BEGUN)


def in_vault(state: RoundState, step: Callable[[Vault], object]) -> Operation:
    """Give the row of one call of a vault with a round in `state`."""

    def ready(home: Path) -> Step:
        (seat,) = seats(home)
        vault = Vault.open(seat.folder, keys_of(seat))
        return lambda: step(vault)

    return Operation(lambda home: mara(home, state), ready, look)


def on_folder(prepare: Callable[[Path], object], step: Callable[[Path, VaultKeys], object]) -> Operation:
    """Give the row of something that is done to a closed vault."""

    def ready(home: Path) -> Step:
        (seat,) = seats(home)
        keys = keys_of(seat)
        return lambda: step(seat.folder, keys)

    return Operation(prepare, ready, look)


def at_home(prepare: Callable[[Path], object], step: Callable[[Home], object]) -> Operation:
    """Give the row of something that is done to the home."""

    def ready(home: Path) -> Step:
        opened_home = Home.open(home)
        return lambda: step(opened_home)

    return Operation(prepare, ready, look)


def nothing(_home: Path) -> None:
    pass


def no_backups(_folder: Path, _keys: VaultKeys) -> None:
    pass


def sit(home: Path, stack: ExitStack) -> Sitting:
    first, second = (
        stack.enter_context(opened(seat.folder, unlock(seat.folder, PASSPHRASE))) for seat in seats(home)
    )
    return Sitting(first, second, Seat.FIRST)


def ready_to_sit(home: Path) -> Step:
    stack = ExitStack()
    sitting = sit(home, stack)
    return lambda: (sitting.begin(), stack)  # which would close the vaults if it were forgotten


def look_at_sitting(home: Path) -> State:
    """Begin again, as the couple would: whatever was half done, both vaults then hold one begun reveal."""
    with ExitStack() as stack:
        sit(home, stack).begin()
    found = [(state, joint_id, texts) for *_, ((_, state, joint_id, _, _, texts, *_),) in look(home)]
    (states, joints, texts) = zip(*found, strict=True)
    return states, len(set(joints)), None in joints, texts


def take(identity: Identity) -> Callable[[Home], object]:
    return lambda home: home.take_seat(identity, PASSPHRASE, CHEAPEST)


def backed_up(home: Path) -> VaultKeys:
    """Make a home with one seat, a backup of it, and a draft that was saved after that."""
    keys = mara(home)
    folder = home / "vaults" / keys.vault_id
    make_backup(folder, keys)
    with opened(folder, keys) as vault:
        vault.save_draft(1, full_draft().at(8))
    return keys


def two_rounds_backed_up(home: Path) -> VaultKeys:
    """The same with another round, and a backup of both."""
    keys = backed_up(home)
    folder = home / "vaults" / keys.vault_id
    with opened(folder, keys) as vault:
        vault.close_round(1)
        vault.start_round()
    make_backup(folder, keys)
    return keys


def backed_up_and_deleted(home: Path) -> None:
    """The same, and a deletion of the first round that was cut off before its backup."""
    keys = two_rounds_backed_up(home)
    delete_round(home / "vaults" / keys.vault_id, keys, 1, renew_backups=no_backups)


def destroyed(home: Path) -> None:
    """Make a home with one seat of which only a backup is left."""
    folder = home / "vaults" / backed_up(home).vault_id
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()


def ready_to_restore(home: Path) -> Step:
    (seat,) = seats(home)
    opened_home = Home.open(home)
    info = next(info for info in list_backups(seat.folder) if not info.replaced)

    def step() -> None:
        with open_backup(opened_home, info.path, partial(unlock, typed=PASSPHRASE)) as backup:
            restore(opened_home, backup)

    return step


def look_at_backups(home: Path) -> State:
    """Open every backup: each is whole, and once it is done none is left of an older generation."""
    (seat,) = seats(home)
    found = set()
    for info in list_backups(seat.folder):
        assert info.trouble is None
        with open_backup(Home.open(home), info.path, partial(unlock, typed=PASSPHRASE)) as backup:
            found.add((info.generation, backup.last_saved(), tuple(round_.id for round_ in backup.rounds())))
    present = look(home)
    with opened(seat.folder, keys_of(seat)) as vault:
        as_it_is = (vault.generation, vault.last_saved(), tuple(round_.id for round_ in vault.rounds()))
    assert found or as_it_is[0] > 1  # where the disk is full, what was deleted goes before there is a new one
    return (*present, as_it_is in found and {generation for generation, *_ in found} == {as_it_is[0]})


def look_once_due(home: Path) -> State:
    """Make the backup that is due after an unlock: then nothing is left that opens to what was deleted."""
    (seat,) = seats(home)
    keys = keys_of(seat)
    with opened(seat.folder, keys) as vault:
        saved = vault.last_saved()
    if due(seat.folder, saved):
        make_backup(seat.folder, keys)
    return look_at_backups(home)


def look_at_restored(home: Path) -> State:
    """Look at a vault or its ruin; a restored one has what was there before beside it."""
    (seat,) = seats(home)
    backups = list_backups(seat.folder)
    assert not [info for info in backups if info.trouble is not None and not info.replaced]
    if seat.trouble is not None:  # missing, or damaged where the new database is there already
        return ("a ruin",)
    ((*who, generation, settings, saved, rounds),) = look(home)
    replaced = [info.path for info in backups if info.replaced and info.trouble is None]
    kept = []
    for path in replaced:
        with open_backup(Home.open(home), path, partial(unlock, typed=PASSPHRASE)) as backup:
            kept.append(backup.last_saved())
    with opened(seat.folder, keys_of(seat)) as vault:
        present = vault.last_saved()
    newest = max(at for at in (*kept, present) if at is not None)
    return (*who, generation > 1, settings, saved, rounds, newest)


def both_backed_up(home: Path) -> None:
    """Make a home with two seats, and a backup of the first."""
    both(home)
    seat = seats(home)[0]
    make_backup(seat.folder, keys_of(seat))


def ready_to_part(home: Path) -> Step:
    seat = seats(home)[0]
    keys, opened_home = keys_of(seat), Home.open(home)
    return lambda: parting.erase(opened_home, seat.folder, keys)


def look_at_parting(home: Path) -> State:
    """Look at what the program finds: two seats that open, or one, and of the other no trace."""
    found = seats(home)
    names = {seat.identity.nickname for seat in found}
    assert {path.name for path in (home / "vaults").iterdir()} == {seat.vault_id for seat in found}
    for path in home.rglob("*"):
        assert path.is_dir() or "Mara" in names or b"Mara" not in path.read_bytes(), path
    return look(home)


OPERATIONS: dict[str, Operation] = {
    "save": in_vault(RoundState.WRITING, lambda vault: vault.save_draft(1, full_draft().at(8))),
    "seal": in_vault(RoundState.WRITING, lambda vault: vault.seal(1)),
    "unseal": in_vault(RoundState.SEALED, lambda vault: vault.unseal(1)),
    "join": in_vault(RoundState.SEALED, lambda vault: vault.join(1, "joint")),
    "uncover": in_vault(RoundState.BEGUN, lambda vault: vault.uncover(1, 7)),
    "save evening": in_vault(RoundState.BEGUN, lambda vault: vault.save_evening(1, Evening("tea at nine"))),
    "close": in_vault(RoundState.BEGUN, lambda vault: vault.close_round(1)),
    "start": in_vault(RoundState.CLOSED, lambda vault: vault.start_round()),
    "begin": Operation(both, ready_to_sit, look_at_sitting),
    "first start": Operation(nothing, lambda home: lambda: take(MARA)(Home.open(home)), look),
    "second seat": at_home(mara, take(JONAS)),
    "ready": at_home(mara, lambda home: home.set_ready(home.seats()[0].vault_id, ready=True)),
    "passphrase": on_folder(
        two_rounds,
        lambda folder, keys: change_passphrase(folder, keys, NEW_PASSPHRASE, renew_backups=no_backups),
    ),
    "deletion": on_folder(
        two_rounds, lambda folder, keys: delete_round(folder, keys, 1, renew_backups=no_backups)
    ),
    "backup": Operation(backed_up, on_folder(nothing, make_backup).ready, look_at_backups),
    "backup after a deletion": Operation(
        backed_up_and_deleted, on_folder(nothing, make_backup).ready, look_at_backups
    ),
    "deletion with backups": Operation(
        two_rounds_backed_up,
        on_folder(
            nothing, lambda folder, keys: delete_round(folder, keys, 1, renew_backups=make_backup)
        ).ready,
        look_once_due,
    ),
    "restore": Operation(backed_up, ready_to_restore, look_at_restored),
    "restore of what is gone": Operation(destroyed, ready_to_restore, look_at_restored),
    "parting": Operation(both_backed_up, ready_to_part, look_at_parting),
    "opening": on_folder(mara, lambda folder, keys: Vault.open(folder, keys).close()),
}

SWEPT = tuple(name for name in OPERATIONS if name != "opening")
"""All but the one that changes nothing in a home that is in order."""
