"""The kinds of notice and their fixed words, which name nobody."""

from sharewell.rules.access import Permission

KINDS: dict[str, str] = {
    "contact_arrived": "A concern has arrived.",
    "request_waits": "A request for information waits for an answer.",
    "request_due": "A request for information is due soon.",
    "request_overdue": "A request for information is overdue.",
    "request_unanswered": "An agency has not answered in time.",
    "request_answered": "An agency has answered a request.",
    "request_escalated": "A request was escalated to you.",
    "request_withdrawn": "A request was withdrawn.",
    "message_arrived": "There is a message about a request.",
    "disclosure_arrived": "Information was shared with you.",
    "disclosure_unread": "Something you sent has not been opened yet.",
    "disclosure_recalled": "Something shared with you was recalled.",
    "correction_arrived": "Something shared with you was corrected.",
    "correction_unread": "A correction you sent has not been read yet.",
    "advice_asked": "A colleague asks for your advice.",
    "advice_given": "Your question for advice was answered.",
    "advice_overdue": "A question for advice has not been answered in time.",
    "place_release_asked": "A colleague asks you to look at one passage.",
    "place_release_answered": "A colleague looked at one passage for you.",
    "accountability_handed": "You have become the accountable person for an enquiry.",
    "accountability_taken": "A colleague has become the accountable person in your place.",
    "feedback_arrived": "There is feedback on a concern you raised.",
    "watch_found": "Another agency has become involved with somebody you watch.",
    "watch_ended": "A watch of yours has ended.",
    "watch_taken_back": "Something that a watch told you may be about somebody else.",
    "identity_undone": "Who somebody is was judged wrongly, and something you were shown followed from it.",
    "service_no_longer_sought": "Someone who asked whether you would get in touch had the wrong person in mind.",
    "locked_record_sought": "Someone with a concern looked for a person whose record you have locked.",
    "service_sought": "Someone with a concern asks whether you would get in touch.",
    "local_change_waits": "A change to a number, clock, period or note waits for you.",
    "local_change_overdue": "A change you proposed has not been decided on in time.",
    "local_change_decided": "A change you proposed was decided on.",
    "openness_review": "It is time to look again at telling a family.",
}

# Whose role can do something about a notice that is for anybody of an agency; a kind not named here is for all.
FOR_THOSE_WHO: dict[str, Permission] = {
    "contact_arrived": Permission.SEE_HUB_QUEUE,
    "request_waits": Permission.ANSWER_REQUEST,
    "request_due": Permission.ANSWER_REQUEST,
    "request_overdue": Permission.ANSWER_REQUEST,
    "request_unanswered": Permission.ASK_AGENCY,
    "request_answered": Permission.ASK_AGENCY,
    "request_escalated": Permission.ANSWER_REQUEST,
    "request_withdrawn": Permission.ANSWER_REQUEST,
    "message_arrived": Permission.RECEIVE_DISCLOSURE,
    "disclosure_arrived": Permission.RECEIVE_DISCLOSURE,
    "disclosure_unread": Permission.CORRECT_DISCLOSURE,
    "disclosure_recalled": Permission.RECEIVE_DISCLOSURE,
    "correction_arrived": Permission.RECEIVE_DISCLOSURE,
    "correction_unread": Permission.CORRECT_DISCLOSURE,
    "advice_asked": Permission.GIVE_ADVICE,
    "advice_given": Permission.ASK_ADVICE,
    "advice_overdue": Permission.ASK_ADVICE,
    "feedback_arrived": Permission.RAISE_CONCERN,
    "watch_found": Permission.WATCH,
    "watch_ended": Permission.WATCH,
    "watch_taken_back": Permission.WATCH,
    "identity_undone": Permission.WORK_ENQUIRY,
    "service_no_longer_sought": Permission.SHIELD_PERSON,
    "locked_record_sought": Permission.SHIELD_PERSON,
    "service_sought": Permission.SHIELD_PERSON,
    "openness_review": Permission.RECORD_OPENNESS,
}

# The one text that may leave by e-mail, whatever it is about.
MAIL_SUBJECT = "Something waits for you in Sharewell"
MAIL_TEXT = "Something waits for you in Sharewell. Sign in to read it: {address}\n"
