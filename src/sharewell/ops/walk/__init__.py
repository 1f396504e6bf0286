"""The whole walk in a terminal: what each person sees and decides, step by step."""
