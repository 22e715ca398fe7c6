"""Everything a person sees, in Qt Widgets."""
