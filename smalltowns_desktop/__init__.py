"""Smalltowns Desktop: plan, print and check in a congress spread over many districts."""

__version__ = "0.1.0"
