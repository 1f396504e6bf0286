"""The look-up: a store of what finding somebody needs, asked through one logged function."""
