"""What was done, provably: an append-only record that nobody can rewrite unseen."""
