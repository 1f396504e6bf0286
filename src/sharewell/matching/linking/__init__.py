"""Linking whole lists: coded, blocked, compared, weighed by what the lists themselves teach; proposals for people."""
