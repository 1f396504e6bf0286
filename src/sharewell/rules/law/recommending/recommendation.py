"""How a recommending rule is made: its effect follows from what it recommends."""

from sharewell.rules.rule import Effect, Part, Recommendation, Rule

NOW, TRIMMED, SEEK, NOT = Recommendation
EFFECTS = {NOW: Effect.REQUIRE, TRIMMED: Effect.PERMIT, SEEK: Effect.ASK, NOT: Effect.FORBID}


def recommend(
    recommendation: Recommendation, priority: int, id: str, *, statement: str, says: str, source: str, **rest: object
) -> Rule:
    """Make a rule that gives a recommendation when it is met; ``priority`` settles which of several speaks."""
    return Rule(
        id=f"recommend.{id}",
        part=Part.RECOMMENDATION,
        effect=EFFECTS[recommendation],
        gives=recommendation,
        priority=priority,
        statement=statement,
        met=says,
        source=source,
        **rest,  # type: ignore[arg-type]  # the rest of a rule's fields
    )
