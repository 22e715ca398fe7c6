"""The pages that need no passphrase, as the program makes them."""

from pathlib import Path

from intimacy_desktop.errors import VaultDamaged, VaultError
from intimacy_desktop.guide import load_guide
from intimacy_desktop.helplines import load_helplines
from intimacy_desktop.identity import Hue, Identity, Shape
from intimacy_desktop.seating import SeatRecord
from intimacy_desktop.settings import Settings
from intimacy_desktop.traces import load_traces
from ui.messages import say
from ui.pages.guide import GuidePage
from ui.pages.help import HelpPage
from ui.pages.home import HomePage
from ui.pages.sheet import SheetPage
from ui.pages.traces import TracesPage
from ui.pages.trouble import TroublePage
from ui.pages.welcome import WelcomePage
from ui.theme import Theme

NOWHERE = Path("nowhere")
MARA = Identity("Mara", Shape.CIRCLE, Hue.BLUE)
JONAS = Identity("Jonas", Shape.DIAMOND, Hue.RUST)


def seat(identity: Identity, *, ready: bool = False, trouble: VaultError | None = None) -> SeatRecord:
    return SeatRecord(identity.nickname.lower(), identity, ready, NOWHERE, trouble)


def welcome(theme: Theme) -> WelcomePage:
    return WelcomePage(theme, Settings(text_size=theme.scale))


def home(theme: Theme) -> HomePage:
    return HomePage(theme, (seat(MARA, ready=True), seat(JONAS)))


def home_of_one(theme: Theme) -> HomePage:
    return HomePage(theme, (seat(MARA),), "Dropbox", "crashed")


def home_in_trouble(theme: Theme) -> HomePage:
    return HomePage(theme, (seat(MARA, trouble=VaultDamaged(NOWHERE)), seat(JONAS)))


def guide(theme: Theme, place: str = "") -> GuidePage:
    return GuidePage(theme, load_guide(), place, settings=Settings(text_size=theme.scale))


def last_chapter(theme: Theme) -> GuidePage:
    return guide(theme, load_guide().chapters[-1].id)


def sources(theme: Theme) -> GuidePage:
    return guide(theme, "sources")


def contents(theme: Theme) -> GuidePage:
    page = guide(theme)
    page.open("contents")
    return page


def guide_search(theme: Theme) -> GuidePage:
    page = guide(theme)
    page.search()
    return page


def help_page(theme: Theme) -> HelpPage:
    return HelpPage(theme, load_helplines())


def trouble(theme: Theme) -> TroublePage:
    return TroublePage(theme, say(VaultDamaged(NOWHERE), "Mara"), "the header’s checksum does not fit")


def traces(theme: Theme) -> TracesPage:
    return TracesPage(theme, load_traces(), Path("/home/mara/.local/share/innermost"))


def sheet(theme: Theme) -> SheetPage:
    return SheetPage(theme)


PAGES = {
    "welcome": welcome,
    "home": home,
    "home of one": home_of_one,
    "home in trouble": home_in_trouble,
    "guide": guide,
    "last chapter": last_chapter,
    "sources": sources,
    "contents": contents,
    "search": guide_search,
    "help": help_page,
    "trouble": trouble,
    "traces": traces,
    "sheet": sheet,
}
