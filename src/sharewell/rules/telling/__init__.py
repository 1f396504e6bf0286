"""Whether the agreements let one agency learn that another works with somebody, or what it knows; pure."""
