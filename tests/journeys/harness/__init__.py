"""A private desktop for one test, and hands and eyes to use the real program on it."""
