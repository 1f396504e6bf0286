"""The doors for operators: commands, the start of a service, the demo."""
