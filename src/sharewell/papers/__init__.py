"""Letters and records as tagged PDF; a person's words go in as data, never as part of the template."""
