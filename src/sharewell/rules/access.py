"""Who may do what: one table a manager can read."""

from enum import Enum


class Permission(Enum):
    """A thing that a role may be allowed to do; the value is what the access page says."""

    RAISE_CONCERN = "raise a concern"
    READ_OWN_CONTACTS = "read the concerns that colleagues of one's own agency raised, and the feedback"
    SEE_HUB_QUEUE = "see the contacts that came to the hub"
    WORK_ENQUIRY = "open an enquiry, see its picture and its people"
    IDENTIFY_PERSON = "look for a person in the agencies' lists and say whether it is the same one"
    ASK_WHO_ELSE = "ask which agencies work with a person"
    WATCH = "be told when another agency becomes involved with a person one's own agency works with"
    RATE_ENQUIRY = "give an enquiry its rating"
    TAKE_ACCOUNTABILITY = "be the accountable person, and hand over"
    REASSIGN_ENQUIRY = "take over a colleague's enquiry, or give it to another"
    ASK_AGENCY = "ask an agency for information"
    CONCLUDE_ENQUIRY = "record an outcome and send feedback"
    ANSWER_REQUEST = "open a request for information and decide on it"
    ASK_ADVICE = "ask a named adviser without naming the person"
    GIVE_ADVICE = "answer a question for advice"
    RECEIVE_DISCLOSURE = "open what was shared with one's agency"
    CORRECT_DISCLOSURE = "correct or recall what one's agency shared"
    RECORD_OPENNESS = "record what the family was told"
    LOAD_LIST = "load one's agency's list of people"
    SHIELD_PERSON = "lock a record, protect an address, set who must never be told"
    READ_RECORD = "read the ledger's history of one's agency's records"
    VERIFY_LEDGER = "verify the ledger"
    EDIT_DIRECTORY = "propose changes to local numbers, clocks, periods, names and notes; put agreements in force"
    CORRECT_NUMBER_AT_ONCE = "correct a telephone number at once, before a second person has looked"
    APPROVE_LOCAL = "approve or turn down a colleague's change to a local value"
    SIGN_RULEBOOK = "sign off a version of the rulebook"
    READ_LIBRARY = "read the guidance"
    REPORT_INTELLIGENCE = "tell the police about exploitation"
    READ_INTELLIGENCE = "read what partners told the police"


P = Permission
# Whoever works here may be the one who sees something: no role keeps a worry from the hub.
_EVERYONE = {P.RAISE_CONCERN, P.READ_LIBRARY, P.READ_RECORD}
_ANSWERS = {
    P.READ_OWN_CONTACTS,
    P.ANSWER_REQUEST,
    P.WATCH,
    P.ASK_ADVICE,
    P.RECEIVE_DISCLOSURE,
    P.CORRECT_DISCLOSURE,
    P.RECORD_OPENNESS,
    P.REPORT_INTELLIGENCE,
}
_LISTS = {P.LOAD_LIST, P.SHIELD_PERSON}
_HUB = _ANSWERS | {
    P.SEE_HUB_QUEUE,
    P.WORK_ENQUIRY,
    P.IDENTIFY_PERSON,
    P.ASK_WHO_ELSE,
    P.RATE_ENQUIRY,
    P.TAKE_ACCOUNTABILITY,
    P.ASK_AGENCY,
    P.CONCLUDE_ENQUIRY,
    P.SHIELD_PERSON,
}

ROLES: dict[str, str] = {
    "R01": "MASH social worker",
    "R02": "MASH early help coordinator",
    "R03": "MASH police researcher",
    "R04": "MASH health practitioner",
    "R05": "MASH manager",
    "R06": "Designated safeguarding lead",
    "R07": "GP or practice safeguarding lead",
    "R08": "Housing officer",
    "R09": "Voluntary worker",
    "R10": "Information governance lead",
    "R11": "Caldicott guardian",
    "R12": "Lawyer",
    "R13": "Safeguarding adults board officer",
    "R14": "System administrator",
    "R15": "Auditor",
    "R16": "Emergency duty worker",
}

GRANTED: dict[str, frozenset[Permission]] = {
    role: frozenset(permissions | _EVERYONE)
    for role, permissions in {
        "R01": _HUB,
        "R02": _HUB,
        "R03": _ANSWERS | _LISTS | {P.READ_INTELLIGENCE},
        "R04": _ANSWERS | _LISTS,
        "R05": _HUB | {P.GIVE_ADVICE, P.REASSIGN_ENQUIRY, P.APPROVE_LOCAL, P.CORRECT_NUMBER_AT_ONCE},
        "R06": _ANSWERS | _LISTS,
        "R07": _ANSWERS | _LISTS,
        "R08": _ANSWERS | _LISTS,
        "R09": _ANSWERS | _LISTS,
        "R10": {P.GIVE_ADVICE, P.ASK_ADVICE, P.VERIFY_LEDGER, P.APPROVE_LOCAL, P.SIGN_RULEBOOK},
        "R11": {P.GIVE_ADVICE, P.ASK_ADVICE},
        "R12": {P.GIVE_ADVICE, P.SIGN_RULEBOOK},
        "R13": {P.ASK_ADVICE, P.RECEIVE_DISCLOSURE},
        "R14": {P.EDIT_DIRECTORY, P.LOAD_LIST, P.APPROVE_LOCAL, P.CORRECT_NUMBER_AT_ONCE},
        "R15": {P.VERIFY_LEDGER},
        "R16": _HUB | {P.REASSIGN_ENQUIRY, P.CORRECT_NUMBER_AT_ONCE},
    }.items()
}


def may(role: str, permission: Permission) -> bool:
    """Say whether a role has a permission; an unknown role has none."""
    return permission in GRANTED.get(role, frozenset())
