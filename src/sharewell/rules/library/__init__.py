"""What there is to read beside the rules themselves, in our own words; pure."""
