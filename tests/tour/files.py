"""From the settings of a seat: taking along, paper, and another computer."""

from .couple import Partner
from .player import Player, Script


def files_and_paper(player: Player, partner: Partner) -> Script:
    """Somebody looks at everything that leads out of the program, and writes nothing."""
    yield from _take_along(player, partner)
    yield from _paper(player)
    player.click("Move …")
    yield player.showing("Another computer")
    yield from player.picture("another_computer")
    player.click("Back")
    yield player.showing("Settings")


def _take_along(player: Player, partner: Partner) -> Script:
    player.click("Take your part along …")
    yield player.showing("Take your part along")
    player.click("Paper")
    yield from player.picture("take_along")
    player.click("Go on")
    yield player.showing("Is it you?")
    yield from player.picture("is_it_you")
    yield from _yes(player, partner)
    yield from _printing(player, "What you wrote", "print_preview")
    yield player.showing("Take your part along")
    player.click("An encrypted archive")
    player.click("Go on")
    yield player.showing("Is it you?")
    yield from _yes(player, partner)
    yield player.showing("A passphrase for the archive")
    yield from player.picture("archive_passphrase")
    player.click("Not now")
    yield player.showing("Take your part along")
    player.click("Not now")
    yield player.showing("Settings")


def _yes(player: Player, partner: Partner) -> Script:
    yield from player.write(f"{partner.nickname}’s passphrase", partner.passphrase)
    player.click("Yes")
    yield player.gone("Yes")


def _paper(player: Player) -> Script:
    player.click("Print …")
    yield player.showing("On paper")
    yield from player.picture("on_paper")
    for sheets, name, picture in (
        ("Look at the blank sheets", "Two blank sheets", "blank_sheets"),
        ("Look at the cards", "Ten cards to turn", "cards_to_cut_out"),
    ):
        player.click(sheets)
        yield from _printing(player, name, picture)
        yield player.showing("On paper")
    player.click("Back")
    yield player.showing("Settings")


def _printing(player: Player, name: str, picture: str) -> Script:
    yield player.showing("Print")
    yield player.gone("Looking for printers …")
    yield lambda: any(f"{name}: Page 1 of" in words for words in player.names())
    yield from player.picture(picture)
    player.click("Back")
