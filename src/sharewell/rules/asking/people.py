"""The questions about the person the information is about."""

from sharewell.rules.fact import Fact, Page

PERSON = Page("person", "Whom the information is about")

FACTS: tuple[Fact, ...] = (
    PERSON.choice(
        "subject_relation",
        "Whom is this information about?",
        {
            "person_protected": "The one to be kept safe",
            "parent": "A parent or carer",
            "other_child": "A brother, sister or other child",
            "alleged_perpetrator": "Someone thought to have caused harm",
            "other_family": "Another member of the family or household",
            "third_party": "Somebody else",
            "referrer": "The one who raised the worry",
            "practitioner": "Someone acting in their job",
        },
        claim="the one the information is about",
        help="One person at a time. If the item is about two people, answer for each.",
        why="Each person in the information is a separate question: consent, telling and fairness differ.",
    ),
    PERSON.choice(
        "subject_age",
        "How old is the person the information is about?",
        {
            "unborn": "Not yet born",
            "under_13": "Under 13",
            "from_13_to_15": "13 to 15",
            "from_16_to_17": "16 or 17",
            "adult": "18 or over",
        },
        claim="the age of the one the information is about",
        why="Age decides who may agree or object, and whether the rules for children apply.",
    ),
    PERSON.date(
        "subject_born_on",
        "When was the person born?",
        claim="the date of birth of the one the information is about",
        help="Only where your own system calls the guide. It is turned into an age on the day of the decision.",
        why="It gives the age on the day of the decision, so that an eighteenth birthday is not missed.",
    ),
    PERSON.yes_no(
        "can_decide",
        "Can this person understand and weigh this decision about sharing?",
        claim="the person can understand and weigh this decision",
        denial="the person cannot understand and weigh this decision",
        help="Under 16: enough understanding of this one decision. 16 and over: presumed, unless shown otherwise for this "
        "decision at this time, after all help was given. An unwise choice is not a lack of capacity.",
        why="It decides whose agreement or objection counts.",
    ),
    PERSON.yes_no(
        "subject_deceased",
        "Has the person the information is about died?",
        claim="the person has died",
        denial="the person is alive",
        why="Data protection law is about living people, but a confidence can outlast a life.",
        usual=False,
    ),
)
