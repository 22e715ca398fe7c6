"""A sentence of a review in runs: the stem quiet, what is not said as it is written underlined with dots."""

from intimacy_desktop.aloud import Aloud, Form
from intimacy_desktop.second_person import Kind
from ui.widgets.text_layout import RunStyle

_QUIET: RunStyle = {"color": "ink3"}
_BLANK: RunStyle = {"color": "ink3", "italic": True}
_STEM_CHANGED: RunStyle = {"color": "ink3", "dotted": True}
_STYLES: dict[Kind, RunStyle] = {
    Kind.SAME: {},
    Kind.CHANGED: {"dotted": True},
    Kind.UNSURE: {"color": "caution", "weight": 600},
}


def shown_runs(aloud: Aloud, blank: str) -> list[tuple[str, RunStyle]]:
    """The sentence as it will be read; `blank` stands for an ending that is not there."""
    item, answer = aloud.item, aloud.answer
    if answer.blank:
        return [(f"{item.stem} ", _QUIET), (blank, _BLANK)]
    if not aloud.as_you:
        return [(f"{item.stem} ", _QUIET), (answer.text, {})]
    stem = [(run.text, _STEM_CHANGED if run.marked else _QUIET) for run in item.you]
    if aloud.form is Form.SUGGESTED and aloud.suggestion is not None:
        ending = [(piece.said, _STYLES[piece.kind]) for piece in aloud.suggestion.pieces]
    else:
        ending = [(aloud.said, RunStyle())]
    return [*stem, (" ", _QUIET), *ending]
