"""The rules that choose between the four recommendations: the first that is met, by priority, speaks.

Priority is where a conflict is settled: danger before all; then what protects a person from being found; then bars; then
purpose and need; then duties; then the level of concern. Two rules of one priority that say different things are never
both met, which the tests prove.
"""

from sharewell.rules.law.recommending.below_harm import BELOW_HARM
from sharewell.rules.law.recommending.need import PRIVATE, PURPOSE_AND_NEED
from sharewell.rules.law.recommending.protection import BARS, DANGER_AND_PROTECTION
from sharewell.rules.law.recommending.risk import DUTY_AND_RISK
from sharewell.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *DANGER_AND_PROTECTION,
    *BARS,
    *PURPOSE_AND_NEED,
    *PRIVATE,
    *DUTY_AND_RISK,
    *BELOW_HARM,
)
