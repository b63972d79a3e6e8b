"""One module a page of the rail. Pages do not know each other."""
