"""The two numbers in the header of an event file."""

SCHEMA_NUMBER = 1
"""Written into `user_version`; a file with a higher one is newer than this program."""
APPLICATION_ID = 0x53544F57
"""`STOW`, in the header of every event file."""
