"""The one window: which page stands in it, when it hides and locks, and how it ends."""
