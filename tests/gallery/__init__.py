"""A component book: every widget in every state."""
