"""The command line: parse, call a service, print. One module per family of commands."""
