"""The one shape in which Sharewell says that it did not do something."""

EMERGENCY = "If someone is in danger now, call 999."


class Refusal(Exception):
    """What was not done, and what to do now. Subclasses set both; an instance may be more exact."""

    title = "That was not done"
    next_step = "Go back and try again. " + EMERGENCY

    def __init__(self, title: str | None = None, next_step: str | None = None) -> None:
        """Take a more exact title or next step for this one occasion."""
        self.title = title or self.title
        self.next_step = next_step or self.next_step
        super().__init__(f"{self.title}. {self.next_step}")


class NotFound(Refusal):
    """Absent and forbidden look the same."""

    title = "We cannot show you that page"
    next_step = "It may not exist, or it may not be for your role. Go to your work list. " + EMERGENCY


class NotAllowed(Refusal):
    """The role does not have the permission a deed needs."""

    title = "You cannot do this in your role"
    next_step = "Ask your agency's safeguarding lead. " + EMERGENCY


class SomeoneWasFirst(Refusal):
    """Two people changed the same thing; the second is shown both texts."""

    title = "Someone else changed this while you were writing"
    next_step = "Your text is below, beside theirs. Choose what to keep and save again."


class NotReady(Refusal):
    """A step was tried before the one it needs."""

    title = "This cannot be done yet"
    next_step = "Finish the step before it first. " + EMERGENCY
