"""The hub's pages: what waits, who it is about, who else knows them, how soon, the picture, what follows."""
