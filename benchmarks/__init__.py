"""Figures of the real program, taken from outside. Each says how it was measured."""
