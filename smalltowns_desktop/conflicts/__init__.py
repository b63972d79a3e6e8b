"""The rules: pure functions over a `Programme`. `checking` finds what is wrong, `remedies` what puts it right."""
