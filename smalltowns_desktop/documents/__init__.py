"""Everything printed: frozen dataclasses in, PDF bytes out. Millimetres, one style module."""
