"""The pages: doors through which people come. Nothing is decided here."""
