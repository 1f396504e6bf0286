"""The sources of the rules, by kind."""
