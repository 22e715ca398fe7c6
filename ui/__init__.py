"""Everything a person sees, in Qt Widgets."""

import builtins

import PySide6.QtCore  # noqa: F401 - it replaces the import statement, as said below

# PySide6 puts an import of its own in the place of Python’s. It reads and keeps the source text of every
# module imported later, to see whether that might use `from __feature__ import …`. Nothing here does, and it
# is 10 ms and 3.5 MiB of the first window.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
