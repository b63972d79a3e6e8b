"""The check-in desk: a window of its own for the whole screen, one scanner, one queue."""
