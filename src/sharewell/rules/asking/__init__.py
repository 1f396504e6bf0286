"""The questions of the guide, by page."""
