"""Linking whole lists from the command line."""
