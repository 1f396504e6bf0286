"""The heart: request, advice, decision, disclosure; a question for advice without a name; openness."""
