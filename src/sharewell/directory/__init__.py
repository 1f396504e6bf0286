"""The partners: agencies, teams, practitioners, how to reach them, and what they have agreed."""
