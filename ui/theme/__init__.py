"""Colours, fonts, lengths and durations, from one live object."""

from ui.theme.theme import Theme

__all__ = ["Theme"]
