"""One sentence of advice, with the rule it comes from; everything else about it can be opened."""

from dataclasses import dataclass

from sharewell.rules.rule import Finding, Rule


@dataclass(frozen=True, slots=True)
class Reason:
    """What a rule says on the facts."""

    rule: Rule
    finding: Finding
    text: str

    @property
    def gives(self) -> str:
        """Give the key the rule chooses, such as a route; empty for most."""
        return self.rule.gives
