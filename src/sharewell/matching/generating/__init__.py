"""Invented people of England with realistic names, families and addresses, to measure matching on."""
