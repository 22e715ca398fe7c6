"""What both of them do again and again."""

from ui.widgets.stem_editor import StemEditor

from .couple import Partner
from .player import Player, Script

LAST = 9


def unlock(player: Player, partner: Partner) -> Script:
    """From the home page into a seat."""
    player.click(f"Open as {partner.nickname}")
    yield player.showing("Open a seat")
    yield from player.write(f"{partner.nickname}’s passphrase", partner.passphrase)
    player.click("Open")
    yield player.gone("Open")


def editor(player: Player) -> StemEditor:
    """The sheet that is being written on."""
    return next(found for found in player.page().findChildren(StemEditor) if found.isVisible())


def write_ten(player: Player, partner: Partner, pictures: dict[int, str]) -> Script:
    """Write all ten endings, with a picture where one is wanted, to the review."""
    for item in range(LAST + 1):
        words = partner.writes(item)
        player.click_on(editor(player))
        yield from player.type(words)
        if item == partner.kept:
            player.click("Keep this one to myself")
        if words:
            yield player.there("Saved, only here")
        if item in pictures:
            yield from player.picture(pictures[item])
        player.click("Read them once more" if item == LAST else "Next sentence" if words else "Skip")
        yield lambda: True
    yield player.showing("Review")
