"""The rules by subject, side by side; none knows another."""
