"""Pages about the hub's own people, how they are related, and what must be kept from whom."""
