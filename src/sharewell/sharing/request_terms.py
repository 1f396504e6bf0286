"""The words of a request: what it can be for, on which basis, how serious, and which questions usually help."""

PURPOSES: dict[str, str] = {
    "CHILD_PROTECTION": "To find out whether a child is suffering, or likely to suffer, significant harm",
    "SAFEGUARDING": "To safeguard or promote a child’s welfare",
    "EARLY_HELP": "To offer a family early help",
    "ADULT_SAFEGUARDING": "To protect an adult at risk",
}
# The basis of a request, with what it honestly means for the one who is asked.
BASES: dict[str, str] = {
    "s47": "Section 47 Children Act 1989: there is reasonable cause to suspect significant harm, and we make enquiries",
    "s17": "Section 17 Children Act 1989: the child may be in need; the threshold of section 47 is not reached",
    "s27": "Section 27 Children Act 1989: we ask another authority to help us",
    "s10": "Section 10 Children Act 2004: co-operation to improve a child’s well-being",
    "s42": "Section 42 Care Act 2014: an enquiry about an adult at risk",
    "agreement": "The family agreed to our asking you",
}
MEANING: dict[str, str] = {
    "s47": "A threshold, not a label. The agency must help unless that would be unreasonable. Asking on it without "
    "reasonable cause is unlawful, and so is making the worry sound worse than it is.",
    "s17": "It lets the agency share and does not oblige it. Ask the family to agree unless that is unsafe.",
    "s27": "For councils and NHS bodies: they must help if that fits with their own duties.",
    "s10": "A general duty to co-operate. It lets nobody pass over a family’s refusal by itself.",
    "s42": "Reasonable cause to suspect that an adult with care needs is at risk and cannot protect themselves.",
    "agreement": "They know what is asked, of whom and why, and can change their mind.",
}
LEVELS: dict[str, str] = {
    "significant_harm": "A child may be suffering significant harm",
    "in_need": "A child may be in need",
    "early_help": "A family may need early help",
}
FAMILY: dict[str, str] = {
    "yes": "Yes, they know that we ask you",
    "partly": "Some of them know",
    "no": "No: do not contact them about this",
    "not_known": "We do not know",
}

STRENGTHS = "What is going well in this family, and who helps?"
SUGGESTED: dict[str, tuple[str, ...]] = {
    "gp": (
        "Which injuries or illnesses bear on this worry?",
        "Who brings the child, and what have you seen between them?",
        "Is anybody in the household treated for something that affects the care of the child?",
    ),
    "nhs-trust": (
        "Which attendances bear on this worry? Who came with the child, and what was said?",
        "Were appointments missed that matter for the child’s health?",
    ),
    "delegated-provider": (
        "How is the child growing and developing, and what have you seen at home?",
        "Were visits or appointments missed?",
    ),
    "police-force": (
        "Which events at this address or with these people bear on this worry, and what was done?",
        "Is anybody in the household a risk to children or adults? On what is that based?",
    ),
    "housing": (
        "Who lives in the home, as far as you know?",
        "What have you seen of the home, or been told, that bears on this worry?",
    ),
    "school": (
        "How is the child in school: attendance, behaviour, what they say?",
        "What do you see of the parents or carers?",
    ),
    "probation": (
        "Do you supervise anybody in the household? Is there a risk to children, and what is done about it?",
    ),
    "voluntary": ("What do you do with the family, and what have you seen that bears on this worry?",),
}
_SAME_AS: dict[str, str] = {
    "school-academy": "school",
    "college": "school",
    "early-years": "school",
    "nhs-icb": "nhs-trust",
    "prison": "probation",
    "youth-justice": "probation",
    "faith": "voluntary",
    "sports-club": "voluntary",
}
ANY_AGENCY = ("What do you know that bears on this worry?",)
_EVERYTHING = (
    "everything",
    "all records",
    "all information",
    "all the information",
    "any information",
    "anything you",
    "entire record",
    "full file",
    "full record",
    "whole file",
    "whole record",
    "complete record",
    "copy of the file",
)


def suggested(agency_kind: str) -> tuple[str, ...]:
    """Give the questions that usually help with a kind of agency; always one about what goes well."""
    kind = _SAME_AS.get(agency_kind, agency_kind)
    return (*SUGGESTED.get(kind, ANY_AGENCY), STRENGTHS)


def asks_for_everything(question: str) -> bool:
    """Say whether a question reads like “send everything”; it is answered with a hint, never refused."""
    plain = " ".join(question.casefold().split())
    return any(words in plain for words in _EVERYTHING)
