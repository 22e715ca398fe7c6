"""Drawn figures of the guide; their words come from its data."""
