"""One worry about a child or an adult at risk: to the right people, with the least information, on a lasting record."""
