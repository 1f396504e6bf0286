"""The catalogue of events is complete, plain and never guessed at."""

import pytest

from sharewell.ledger import events

NEEDED = """
    contact.raised person.viewed search.made who_else.asked identity.confirmed identity.rejected identity.undone
    enquiry.opened rating.given accountability.handed_over request.asked request.opened request.chased
    request.escalated advice.asked advice.given decision.recorded disclosure.made disclosure.opened
    disclosure.recalled correction.made correction.received message.sent outcome.recorded feedback.sent
    openness.recorded notice.made list.imported access.refused danger.declared
""".split()  # noqa: SIM905 (a list of this length is easier read as text)


@pytest.mark.parametrize("name", NEEDED)
def test_the_walks_events_are_there(name):
    assert events.event(name).name == name


def test_an_unknown_event_fails_its_act():
    with pytest.raises(events.UnknownEvent, match="persn"):
        events.event("persn.viewed")


@pytest.mark.parametrize("event", events.EVENTS.values(), ids=lambda event: event.name)
def test_every_event_reads_as_a_sentence(event):
    assert event.sentence[0].isupper()
    assert event.sentence.endswith(".")
    assert event.sentence.count(".") == 1
    assert "{" not in event.sentence
    noun, verb = event.name.split(".")
    assert noun.replace("_", "").isalpha()
    assert verb.replace("_", "").isalpha()


def test_no_two_events_say_the_same():
    assert len({event.sentence for event in events.EVENTS.values()}) == len(events.EVENTS)
