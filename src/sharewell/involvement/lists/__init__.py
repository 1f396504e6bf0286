"""Agencies' lists as they really come: read, understood row by row, loaded, every row accounted for."""
