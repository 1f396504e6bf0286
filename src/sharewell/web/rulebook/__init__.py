"""The whole rulebook to read and to print, and its sign-off."""
