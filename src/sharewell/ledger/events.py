"""The catalogue of what can be recorded: each event's name, the sentence people read, and the room it happens in."""

from typing import NamedTuple


class Event(NamedTuple):
    """One kind of entry. The sentence names nobody: who, when and about whom stand beside it."""

    name: str
    sentence: str
    room: str


class UnknownEvent(LookupError):
    """A programming fault: an event that is not in the catalogue."""


# One line an event. A name, once used, is never given another meaning: old entries keep theirs.
_CATALOGUE: tuple[tuple[str, str, str], ...] = (
    # Concerns and enquiries
    ("queue.viewed", "The list of what waits in the hub was read.", "cases"),
    ("contact.raised", "A concern was raised.", "cases"),
    ("contact.added_to", "Something was added to a concern.", "cases"),
    ("contact.viewed", "A concern was opened and read.", "cases"),
    ("contact.passed_on", "A concern was passed on.", "cases"),
    ("danger.declared", "Someone was said to be in danger now.", "cases"),
    ("danger.cleared", "It was recorded that the danger had been dealt with.", "cases"),
    ("enquiry.opened", "An enquiry was opened.", "cases"),
    ("enquiry.viewed", "An enquiry was opened and read.", "cases"),
    ("enquiry.reopened", "An enquiry was opened again.", "cases"),
    ("enquiry.concluded", "An enquiry was concluded.", "cases"),
    ("picture.viewed", "The agencies' accounts were read side by side.", "cases"),
    ("rating.given", "A rating was given, with its reason.", "cases"),
    ("accountability.handed_over", "Answering for this was handed over from one person to another.", "cases"),
    ("accountability.taken", "Someone became the person who answers for this.", "cases"),
    ("outcome.recorded", "An outcome was recorded, with its reasons.", "cases"),
    ("feedback.sent", "Feedback was sent to the one who raised the concern.", "cases"),
    ("feedback.opened", "Feedback was opened and read.", "cases"),
    # People
    ("search.made", "Someone was searched for.", "people"),
    ("search.changed", "What is looked for, to find out who somebody is, was changed.", "cases"),
    ("person.viewed", "A person's record was opened and read.", "people"),
    ("person.made", "A person's record was made.", "people"),
    ("identity.confirmed", "Two records were judged to be of the same person.", "people"),
    ("identity.rejected", "Two records were judged to be of different people.", "people"),
    ("identity.undone", "A judgement about who this is was undone.", "people"),
    (
        "identity.followed_up",
        "Something that followed from a wrong judgement about who this is was dealt with.",
        "sharing",
    ),
    ("kinship.recorded", "It was recorded how two people are related.", "people"),
    ("kinship.ended", "It was recorded that two people are no longer related so.", "people"),
    ("shield.set", "A record was locked, or an address protected.", "people"),
    ("shield.lifted", "A lock on a record, or the protection of an address, was lifted.", "people"),
    ("never_disclose.set", "It was recorded that one person must never be told about another.", "people"),
    ("never_disclose.lifted", "It was recorded that one person may be told about another again.", "people"),
    ("address.revealed", "A protected address was shown, for the reason given.", "people"),
    ("record.withdrawn", "An agency took a record back, so that it is found no more.", "people"),
    ("record.put_back", "A record that was taken back was put back.", "people"),
    ("record.erased", "What a record said was erased.", "people"),
    ("list.imported", "An agency's list was taken in.", "people"),
    # Who else works with them
    ("who_else.asked", "It was asked which agencies work with a person.", "involvement"),
    ("who_else.brokered", "A sensitive service was told that someone asks.", "involvement"),
    (
        "who_else.withdrawn",
        "A sensitive service was told that the one who asked had somebody else in mind.",
        "involvement",
    ),
    ("who_else.answered", "A sensitive service answered someone who asked.", "involvement"),
    ("watch.set", "Someone asked to be told when another agency becomes involved.", "involvement"),
    ("watch.told", "Someone who watches was told that another agency has become involved.", "involvement"),
    ("watch.ended", "A watch for other agencies ended.", "involvement"),
    ("watch.read", "What a watch told was read.", "involvement"),
    ("watch.answered", "It was said whether what a watch told was of help.", "involvement"),
    ("watch.taken_back", "What a watch told was taken back: it may be about somebody else.", "involvement"),
    ("policy.put_in_force", "The agreements were put in force: what one agency may tell another.", "involvement"),
    ("involvement.recorded", "An agency's work with a person was recorded.", "involvement"),
    ("involvement.ended", "The end of an agency's work with a person was recorded.", "involvement"),
    # Requests, advice, decisions
    ("request.asked", "An agency was asked for information.", "sharing"),
    ("request.viewed", "A request for information was read again.", "sharing"),
    ("request.opened", "A request for information was opened.", "sharing"),
    ("request.chased", "An agency was reminded of a request.", "sharing"),
    ("request.escalated", "A request was taken to a more senior person.", "sharing"),
    ("request.withdrawn", "A request for information was withdrawn.", "sharing"),
    ("facts.answered", "The guide's questions were answered.", "sharing"),
    ("advice.asked", "A named adviser was asked, without the person's name.", "sharing"),
    ("advice.given", "An adviser answered.", "sharing"),
    ("decision.recorded", "It was decided what to share, with reasons.", "sharing"),
    ("decision.viewed", "The record of a decision was opened and read.", "sharing"),
    ("place.release_asked", "A second person was asked whether a protected place may be given.", "sharing"),
    ("place.released", "A second person let a protected place be given, for the reason recorded.", "sharing"),
    ("place.kept_back", "A second person kept a protected place back.", "sharing"),
    ("decision.added_to", "Something was added to the record of a decision.", "sharing"),
    ("message.sent", "A message was sent about a request.", "sharing"),
    ("message.read", "A message about a request was read.", "sharing"),
    # Disclosures and what follows them
    ("disclosure.made", "Information was shared.", "sharing"),
    ("disclosure.noted", "Sharing already done by telephone or in person was recorded.", "sharing"),
    ("disclosure.opened", "What was shared was opened by its recipient.", "sharing"),
    ("disclosure.viewed", "What was shared was read again.", "sharing"),
    ("disclosure.recalled", "What was shared was called back.", "sharing"),
    ("disclosure.printed", "What was shared was printed or saved.", "sharing"),
    ("correction.made", "A wrong fact was put right.", "sharing"),
    ("correction.received", "A recipient saw a correction.", "sharing"),
    ("openness.recorded", "It was recorded what the family was told, or why not yet.", "sharing"),
    ("notice.made", "A notice to the family was written.", "sharing"),
    # Information for the police
    ("intelligence.reported", "Information was passed to the police.", "intelligence"),
    ("intelligence.viewed", "Information for the police was read.", "intelligence"),
    ("intelligence.handled", "It was decided how information for the police may be handled.", "intelligence"),
    # The system itself
    ("access.refused", "Someone was refused.", "web"),
    ("document.made", "A document was made for printing or saving.", "papers"),
    ("export.made", "Records were taken out of the system.", "ops"),
    ("history.viewed", "The history of a record was read.", "ledger"),
    ("content.destroyed", "The content of entries was destroyed when its time to be kept had ended.", "ledger"),
    ("retention.reviewed", "It was reviewed whether a record is still needed.", "retention"),
    ("directory.changed", "The directory was changed.", "directory"),
    ("local.checked", "A local value was checked at its source and is right.", "directory"),
    ("local.proposed", "A change to a local value was proposed.", "directory"),
    ("local.approved", "A second person approved a change to a local value.", "directory"),
    ("local.turned_down", "A second person turned down a change to a local value.", "directory"),
    ("local.withdrawn", "A proposed change to a local value was taken back.", "directory"),
    ("number.corrected_at_once", "A telephone number was corrected at once, to be looked at afterwards.", "directory"),
    ("rulebook.signed_off", "A version of the rulebook was signed off.", "directory"),
    ("practitioner.added", "A practitioner was given access.", "directory"),
    ("practitioner.changed", "A practitioner's role or team was changed.", "directory"),
    ("practitioner.suspended", "A practitioner's access was ended.", "directory"),
    ("factor.changed", "A practitioner's second way of proving who they are was changed.", "directory"),
)

EVENTS: dict[str, Event] = {name: Event(name, sentence, room) for name, sentence, room in _CATALOGUE}
if len(EVENTS) != len(_CATALOGUE):
    raise RuntimeError("an event stands in the catalogue twice")


def event(name: str) -> Event:
    """Give the event of this name; raises ``UnknownEvent``, so that a misspelt event fails its act."""
    try:
        return EVENTS[name]
    except KeyError:
        raise UnknownEvent(f"{name!r} is not in sharewell.ledger.events: add a line there") from None
