"""Item models: they keep answers ready, so that `data()` is a look-up."""
