"""“Something waits for you”: notices that name nobody."""
