"""Formats in and out: bytes to plain rows and back. Knows nothing of storage."""
