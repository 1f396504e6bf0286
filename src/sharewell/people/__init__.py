"""Who: agencies' records about people, the hub's persons, and a person's judgement that they are the same."""
