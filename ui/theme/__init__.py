"""Colours, fonts, lengths and durations, from one live object."""

from ui.theme.theme import STYLE, STYLED, Theme

__all__ = ["STYLE", "STYLED", "Theme"]
