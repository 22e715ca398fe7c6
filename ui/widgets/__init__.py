"""Widgets that know nothing of the program: they take a theme and follow it."""
