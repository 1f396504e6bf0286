"""The work: a contact comes in, the hub enquires, an outcome follows, and whoever raised it hears back."""
