"""The kinds of notice and their fixed words, which name nobody."""

KINDS: dict[str, str] = {
    "contact_arrived": "A concern has arrived.",
    "request_waits": "A request for information waits for an answer.",
    "request_due": "A request for information is due soon.",
    "request_overdue": "A request for information is overdue.",
    "request_unanswered": "An agency has not answered in time.",
    "request_answered": "An agency has answered a request.",
    "request_escalated": "A request was escalated to you.",
    "message_arrived": "There is a message about a request.",
    "disclosure_arrived": "Information was shared with you.",
    "disclosure_unread": "Something you sent has not been opened yet.",
    "disclosure_recalled": "Something shared with you was recalled.",
    "correction_arrived": "Something shared with you was corrected.",
    "advice_asked": "A colleague asks for your advice.",
    "advice_given": "Your question for advice was answered.",
    "accountability_handed": "You have become the accountable person for an enquiry.",
    "feedback_arrived": "There is feedback on a concern you raised.",
    "locked_record_sought": "Someone with a concern looked for a person whose record you have locked.",
    "service_sought": "Someone with a concern asks whether you would get in touch.",
    "openness_review": "It is time to look again at telling a family.",
}

# The one text that may leave by e-mail, whatever it is about.
MAIL_SUBJECT = "Something waits for you in Sharewell"
MAIL_TEXT = "Something waits for you in Sharewell. Sign in to read it: {address}\n"
