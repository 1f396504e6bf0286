"""Which clocks there are, as a table a manager can read; how long each gives, an agency sets for itself."""

from typing import NamedTuple


class ClockKey(NamedTuple):
    """One clock: what it is called, in what it is counted, from when it runs, and what follows when it is over."""

    label: str
    unit: str  # hours, hours or none, days, calendar days, shares, week, words
    runs_from: str
    then: str


_RATED = "the rating; a new rating starts a new clock"
_RATING_OVER = "The hub's queue shows it as overdue, before everything that is not."
KEYS: dict[str, ClockKey] = {
    "working.hours": ClockKey(
        "Working hours: when the clocks run",
        "week",
        "–",
        "Outside them, and on bank holidays in England, clocks stand.",
    ),
    "rating.red.hours": ClockKey("Red rating: working hours until the checks are done", "hours", _RATED, _RATING_OVER),
    "rating.amber.hours": ClockKey(
        "Amber rating: working hours until the checks are done", "hours", _RATED, _RATING_OVER
    ),
    "rating.green.hours": ClockKey(
        "Green rating: working hours until the checks are done", "hours or none", _RATED, _RATING_OVER
    ),
    "rating.blue.hours": ClockKey(
        "Blue rating: working hours until the checks are done", "hours or none", _RATED, _RATING_OVER
    ),
    "decision.working_days": ClockKey(
        "Decision on a concern: working days after it was received",
        "days",
        "the moment the hub received it, or the next opening; no rating moves it (Working Together)",
        "The hub's queue shows it as overdue, beside the rating's own clock.",
    ),
    "request.chase.share": ClockKey(
        "When to remind an agency of a request",
        "shares",
        "the moment the agency was asked",
        "The asked agency is reminded; at the end the one who asked is told too, and can escalate.",
    ),
    "disclosure.unread.hours": ClockKey(
        "Shared and not opened: working hours until both sides are told",
        "hours",
        "the sending",
        "It comes back to the sender's list: what is not received is not passed on.",
    ),
    "advice.hours": ClockKey(
        "A question for advice: working hours until it is late",
        "hours",
        "the question",
        "The one who asked sees that it is late; the clock of what was asked runs on all the time.",
    ),
    "local_change.hours": ClockKey(
        "A change to a local value: working hours until it has waited too long for a second person",
        "hours",
        "the proposal",
        "Those who may decide are reminded once, and who proposed it is told. Nothing is decided by it.",
    ),
    "watch.longest.days": ClockKey(
        "A watch: days it may last at most",
        "calendar days",
        "the day it is set",
        "It ends, and whoever set it can set it anew.",
    ),
    "involvement.sensitive": ClockKey(
        "Services that are never shown: words in their names",
        "words",
        "–",
        "A service named so is not shown to anybody who looks; it learns that somebody asks, and decides.",
    ),
}
HINTS: dict[str, str] = {
    "hours": "a number of working hours, for example 4 or 8.5",
    "hours or none": "a number of working hours, for example 25.5, or “none” when there is no clock",
    "days": "a number of working days, for example 1",
    "calendar days": "a number of days, for example 90",
    "words": "words with commas between them, for example refuge, eating disorders",
    "shares": "parts of the time given, in per cent, for example 50, 100",
    "week": "days and hours, for example Mon-Thu 08:30-17:00; Fri 08:30-16:30",
}
