"""The event file and the event server: schema, journal, snapshot, backups."""
