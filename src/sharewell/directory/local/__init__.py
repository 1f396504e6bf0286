"""The local layer: what an agency or the partnership has set for itself, dated, changed by two people."""
