"""The kinds of likeness, said once: on which levels two records agree or differ, in whole lists and in a look-up."""

# Of two lists, each with a place for "not known": what linking learns how often it is met.
NAME = ("unknown", "same", "first", "short_form", "in_part", "sounds_alike", "close", "near", "differs")
GIVEN = (*NAME, "crossed")  # first and family name in each other's place; told once, with the first name
BORN = ("unknown", "same", "swapped", "close", "month_and_year", "year", "differs")
PLACE = ("unknown", "same", "slip", "district", "differs")
SEX = ("unknown", "same", "differs")
NUMBER = ("unknown", "same", "differs")
ASPECTS = {
    "given": GIVEN,
    "family": NAME,
    "born": BORN,
    "place": PLACE,
    "sex": SEX,
    "nhs_number": NUMBER,
    "upn": NUMBER,
}
CLOSE, NEAR = 0.92, 0.84  # how alike two spellings are written (Jaro-Winkler)

# Of one look-up, best first: each level, and the levels of lists that it takes together. A look-up tells less apart (a
# middle name says nothing), and meets what a list's columns do not have: these levels have none to be learnt from.
LOOK_UP: dict[str, dict[str, tuple[str, ...]]] = {
    "given": {
        "same": ("same", "first"),
        "short_form": ("short_form",),
        "close": ("close",),
        "sounds_alike": ("sounds_alike",),
        "in_part": ("in_part",),
        "near": ("near",),
        "initial": (),
        "differs": ("differs", "crossed"),
    },
    "family": {
        "same": ("same", "first", "short_form"),
        "close": ("close",),
        "sounds_alike": ("sounds_alike",),
        "in_part": ("in_part",),
        "former": (),
        "near": ("near",),
        "initial": (),
        "differs": ("differs",),
    },
    "birth": {
        "same": ("same",),
        "month_known": ("same", "swapped", "close", "month_and_year"),  # all that one of the two has
        "due": (),  # both are due, and at about the same time
        "swapped": ("swapped",),
        "about_due": (),  # one was born about when the other is due
        "year_known": ("same", "swapped", "close", "month_and_year", "year"),  # all that one has, or a year off
        "close": ("close",),
        "due_apart": (),
        "month_and_year": ("month_and_year",),
        "year": ("year",),
        "differs": ("differs",),
    },
    "postcode": {
        "same": ("same",),
        "earlier": (),
        "slip": ("slip",),
        "district_known": ("same", "slip", "district"),  # all that one of the two has
        "district": ("district",),
        "differs": ("differs",),
    },
    "sex": {"same": ("same",), "differs": ("differs",)},
    "nhs_number": {"same": ("same",), "earlier": (), "differs": ("differs",)},
    "upn": {"same": ("same",), "differs": ("differs",)},
    "reference": {"same": ()},
}
OF_LISTS = {"birth": "born", "postcode": "place"}  # what an aspect of a look-up is called in lists, where not the same

# How far the names are the same person's usual ones, so that sex tells nothing more; and what speaks against a person.
LIKE_NAMES = ("same", "short_form", "in_part", "sounds_alike")
AGAINST = {("birth", "year")} | {(aspect, "differs") for aspect in LOOK_UP}
