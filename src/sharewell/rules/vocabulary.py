"""The field's words, each defined once; the glossary page is made from this."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means here, and where it comes from when it is not ours."""

    word: str
    meaning: str
    source: str = ""


GLOSSARY: tuple[Term, ...] = (
    Term("Accountable person", "The one named practitioner who answers for an enquiry or a decision at this moment."),
    Term("Agency", "A body that works with children or adults at risk and takes part in the partnership."),
    Term("BRAG", "The hub's rating of an enquiry: blue, red, amber or green, each with its own time to answer."),
    Term("Candidate", "A record in an agency's list that may be about the person looked for. A person decides."),
    Term("Child", "Anyone who has not yet reached their 18th birthday.", "Children Act 1989 s.105"),
    Term("Chronology", "What happened and what was said, in order, each in its agency's own words."),
    Term("Concern", "The worry, in the words of the one who has it."),
    Term("Condition", "What special category data needs besides a lawful basis.", "UK GDPR Art 9; DPA 2018 Sch 1"),
    Term("Consent", "A freely given, informed agreement that can be withdrawn. Rarely the basis in safeguarding."),
    Term("Contact", "Someone gets in touch with the hub with a concern."),
    Term("Decision", "What a practitioner decided: to share all, part or nothing. Advice is never a decision."),
    Term("Disclosure", "What was given, to whom, for what purpose."),
    Term("Early help", "Support for a family before a need becomes acute."),
    Term("Enquiry", "The hub checks a contact with the agencies that know the family."),
    Term("Hub", "The multi-agency safeguarding hub (MASH): the place where agencies piece their information together."),
    Term("Information request", "One agency asks another for named facts, for a purpose, by a time."),
    Term("Involvement", "An agency works with this child or family. A pointer, never content."),
    Term("Lawful basis", "The ground in data protection law on which information is used.", "UK GDPR Art 6"),
    Term("Level of concern", "Immediate danger, significant harm, in need, early help, or no concern."),
    Term("Openness", "Telling the child or family what is shared, why, how and with whom, unless that is unsafe."),
    Term("Outcome", "What follows from an enquiry: services, owners and dates."),
    Term("Practitioner", "Anyone who works with children or adults for an agency."),
    Term("Protected address", "Whereabouts that must not reach a named person, or anybody who does not need them."),
    Term("Referral", "A contact that the hub passes to children's social care."),
    Term("Rating", "How soon the hub must answer, given by a named person with a reason."),
    Term("Receipt", "The recipient opened what was sent. Until then nothing counts as passed on."),
    Term(
        "Safeguarding partner",
        "The local authority, the integrated care board or the police.",
        "Children Act 2004 s.16E",
    ),
    Term("Third party", "Someone named in a passage who is neither the child nor the recipient."),
)
