"""Who sits where: what anyone sees of a seat, and signs that tell the two apart."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from intimacy_desktop.errors import VaultDamaged, VaultError
from intimacy_desktop.identity import Hue, Identity, Shape

if TYPE_CHECKING:
    from intimacy_desktop.header import Header

SEATS = 2
"""In a home."""

_Sign = TypeVar("_Sign", Shape, Hue)


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """What anyone sees of a taken seat.

    Attributes:
        vault_id: the UUID that its folder is named after.
        identity: from the vault's header; where that cannot be read, as last seen, or with `?` for a name.
        ready: the owner chose to show it; a hint, never evidence.
        folder: of the vault.
        trouble: why the vault cannot be opened, if it cannot.
    """

    vault_id: str
    identity: Identity
    ready: bool
    folder: Path
    trouble: VaultError | None = None


def trouble_of(folder: Path, header: "Header") -> VaultError | None:
    """Give what else can be wrong with a vault whose header is whole."""
    from intimacy_desktop.header import check_database

    if header.vault_id != folder.name:
        return VaultDamaged(folder, "the header belongs to another vault")
    try:
        check_database(folder, header)
    except VaultError as trouble:
        return trouble
    return None


def without_strangers(seats: list[SeatRecord]) -> list[SeatRecord]:
    """Give `seats` without those too many of which only the list knows: it must keep nobody from theirs."""
    spare = len(seats) - SEATS
    kept: list[SeatRecord] = []
    for seat in reversed(seats):
        if spare > 0 and not os.path.lexists(seat.folder):
            spare -= 1
        else:
            kept.append(seat)
    return kept[::-1]


def distinct(wished: Identity, taken: Sequence[Identity]) -> Identity:
    """Give `wished` with a shape and a hue of its own."""
    shape = _free(wished.shape, Shape, [identity.shape for identity in taken])
    hue = _free(wished.hue, Hue, [identity.hue for identity in taken])
    return Identity(wished.nickname, shape, hue)


def unknown(others: Sequence[Identity]) -> Identity:
    """Stand in for an identity of which nothing can be read any more."""
    return distinct(Identity("?", Shape.CIRCLE, Hue.BLUE), others)


def _free(wished: _Sign, signs: Iterable[_Sign], taken: Sequence[_Sign]) -> _Sign:
    if wished not in taken:
        return wished
    for sign in signs:
        if sign not in taken:
            return sign
    return wished
