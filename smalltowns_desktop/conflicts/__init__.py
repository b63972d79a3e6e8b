"""The rules: pure functions over a `Programme`."""
