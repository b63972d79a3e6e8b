"""The map: land from a shipped file, places from the snapshot, no network."""
