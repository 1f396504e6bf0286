"""What is still to do: names of jobs; the ops room binds them to functions."""
