"""Who else: pointers that an agency works with a child or family, never content; and each agency's own entries."""
