"""The law, the guidance and the words of the field, as dated data; pure."""
