"""What the owner of a vault chose for it; kept inside, where nobody else can change it."""

from dataclasses import dataclass, replace

from intimacy_desktop.vault.connection import Connection

LOCK_MINUTES = range(1, 16)
"""Idle minutes before a vault locks; there is no *never*."""

TURNS_LOCK_MINUTES = range(10, 61)
"""The same while cards are turned."""


@dataclass(frozen=True, slots=True)
class OwnerSettings:
    """How soon an untouched program locks, and whether it does when it is minimised.

    Raises:
        ValueError: outside the ranges above.
    """

    lock_minutes: int = 3
    turns_lock_minutes: int = 30
    lock_when_minimised: bool = False

    def __post_init__(self) -> None:
        if self.lock_minutes not in LOCK_MINUTES or self.turns_lock_minutes not in TURNS_LOCK_MINUTES:
            raise ValueError("minutes out of range")


def read_owner(connection: Connection, *, lock_when_minimised: bool) -> OwnerSettings:
    """Give what the owner chose; minutes out of range give way to what a new vault has.

    Args:
        connection: to the vault.
        lock_when_minimised: as the record of the owner says it.
    """
    usual = OwnerSettings(lock_when_minimised=lock_when_minimised)
    row = connection.row("SELECT lock_minutes, turns_lock_minutes FROM vault")
    try:
        return replace(usual, lock_minutes=row[0], turns_lock_minutes=row[1]) if row else usual
    except ValueError:
        return usual


def write_owner(connection: Connection, settings: OwnerSettings) -> None:
    """Keep the minutes that the owner chose, inside the caller's transaction."""
    values = (settings.lock_minutes, settings.turns_lock_minutes)
    connection.change("UPDATE vault SET lock_minutes = ?, turns_lock_minutes = ?", values)
