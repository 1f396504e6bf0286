"""The pages on which a practitioner raises a concern, one thing a page."""
