"""A recovery code on paper: one page that names nobody, and a window that writes nothing of it anywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intimacy_desktop.recovery import new_code, parse_code
from tests.ui.evening import Hands, press, text_of
from tests.ui.one_seat import made_hands
from tests.ui.papers import pages_of
from ui.pages.recovery_code import RecoveryCodePage
from ui.printing import Proof, Typeface
from ui.printing.code_sheet import code_sheet
from ui.printing.paper import A4, LETTER, Paper


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Hands]:
    yield from made_hands(qtbot)


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["A4", "letter"])
def test_it_is_one_page_from_which_the_code_can_be_read_and_nothing_of_whose_it_is(
    qapp: object, tmp_path: Path, paper: Paper
) -> None:
    code = new_code()
    (page,) = pages_of(Proof(code_sheet(code, Typeface.of_this_system()), paper).pdf(), tmp_path)
    groups = [word for word in page.split() if word in code.split("-")]
    assert parse_code(" ".join(groups)) == parse_code(code)
    for word in ("Innermost", "Mara", "Jonas", "seat", "vault", "answer", "intima"):
        assert word not in page


def test_the_page_with_the_code_leads_to_paper_and_says_what_a_printer_may_keep(hands: Hands) -> None:
    page = RecoveryCodePage(hands.theme, hands.background, lambda _code: None, replaces=False)
    asked: list[str] = []
    page.print_asked.connect(asked.append)
    hands.show(page)
    assert "Printers, and computers in between, may remember." in text_of(page)
    press(hands.bot, page, "Print it instead …")
    assert asked == [page._proof.code]
