"""Whole dialogs, each with a class method that asks and returns."""
