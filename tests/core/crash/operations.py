"""What may be cut off at any moment: a table of all that changes a home; a new operation needs a row.

Each says how a home looks before, what is done, and, by the program's own code, what is there afterwards.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from intimacy_desktop.answers import Evening
from intimacy_desktop.errors import WrongPassphrase
from intimacy_desktop.header import read_header
from intimacy_desktop.home import Home, SeatRecord
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.kdf import CHEAPEST
from intimacy_desktop.keyslots import VaultKeys, unlock
from intimacy_desktop.rounds import RoundState
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
    names = {path.name for path in seat.folder.iterdir()}
    journal = f"{header.database}-journal"  # may be there, empty: the next save takes it
    assert names - {journal, "backups"} == {"keys.json", "keys.bak.json", header.database}
    new = _opens(seat.folder, NEW_PASSPHRASE)
    return new, header.generation, settings, saved, rounds


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
    times = tuple(at is not None for at in (found.sealed_at, found.begun_at, found.closed_at))
    return (
        found.id,
        found.state,
        found.joint_id,
        times,
        vault.read_draft(round_id),
        texts,
        vault.read_evening(round_id),
    )


def go_on(home: Path) -> None:
    """Use every vault of a home once more: it takes a save, and leaves only its own files."""
    for seat in seats(home):
        with opened(seat.folder, keys_of(seat)) as vault:
            vault.save_owner_settings(OwnerSettings(4, 40))
        names = {path.name for path in seat.folder.iterdir()} - {"backups"}
        assert names == {"keys.json", "keys.bak.json", read_header(seat.folder).database}


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
    found = [(state, joint_id, texts) for *_, ((_, state, joint_id, _, _, texts, _),) in look(home)]
    (states, joints, texts) = zip(*found, strict=True)
    return states, len(set(joints)), None in joints, texts


def take(identity: Identity) -> Callable[[Home], object]:
    return lambda home: home.take_seat(identity, PASSPHRASE, CHEAPEST)


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
    "opening": on_folder(mara, lambda folder, keys: Vault.open(folder, keys).close()),
}

SWEPT = tuple(name for name in OPERATIONS if name != "opening")
"""All but the one that changes nothing in a home that is in order."""
