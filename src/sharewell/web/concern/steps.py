"""The steps of raising a concern: what each asks, in order, and which come next."""

from dataclasses import dataclass

from django import forms

AREA = forms.Textarea


class SeenForm(forms.Form):
    """What was seen, said or done, kept apart by how it is known."""

    observed = forms.CharField(
        label="What did you see or hear yourself?",
        help_text="When, where, who was there. Use the words that were used.",
        widget=AREA,
        required=False,
    )
    reported = forms.CharField(
        label="What did others tell you, and who?",
        help_text="If telling who told you could put them in danger, say so here.",
        widget=AREA,
        required=False,
    )
    thought = forms.CharField(label="What do you think, and why?", widget=AREA, required=False)


class WordsForm(forms.Form):
    """The child's own words."""

    child_words = forms.CharField(
        label="What did the child say, in their own words?",
        help_text="Also what they showed by behaviour, drawing or play. Leave it empty if you have not heard them.",
        widget=AREA,
        required=False,
    )


class StrengthsForm(forms.Form):
    """What is going well."""

    strengths = forms.CharField(
        label="What is going well, and who helps?",
        help_text="People, places and habits that keep the child safe or make life better.",
        widget=AREA,
        required=False,
    )


class DoneForm(forms.Form):
    """What has been done already, and who knows."""

    done_already = forms.CharField(label="What have you or others done already?", widget=AREA, required=False)
    who_knows = forms.CharField(
        label="Who knows about this, or works with the family?",
        help_text="Do not count on them having passed it on.",
        widget=AREA,
        required=False,
    )


ROUTES = [
    ("safeguarding", "A child may be suffering harm, or is likely to"),
    ("unsure", "I am not sure"),
    ("early-help", "The family needs some help, and nobody is at risk of harm"),
    ("adult", "The worry is about an adult who cannot protect themselves"),
]
ROUTE_HINTS = {
    "safeguarding": "Goes to a social worker in the hub. You do not need anybody’s agreement.",
    "unsure": "Choose this rather than wait: it is treated as a risk of harm until somebody has looked.",
    "early-help": "Goes to the early help coordinators. They work with the family’s agreement.",
    "adult": "Goes to adult safeguarding.",
}


class RouteForm(forms.Form):
    """How serious it is, as far as the sender can tell."""

    route = forms.ChoiceField(
        label="What do you think is needed?", choices=ROUTES, widget=forms.RadioSelect, required=False
    )
    why = forms.CharField(label="Why do you think so?", widget=AREA, required=False)


class FamilyForm(forms.Form):
    """Whether the family knows; never whether they agree."""

    told = forms.ChoiceField(
        label="Does the family know that you are passing this on?",
        help_text="Tell them, unless that could put somebody at more risk, destroy evidence or delay help.",
        choices=[
            ("yes", "Yes, I have told them"),
            ("partly", "Some of them know"),
            ("no", "No, not yet"),
            ("unsafe", "No, telling them now would not be safe"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    why = forms.CharField(label="Who knows, or why not?", widget=AREA, required=False)


class AgreementForm(forms.Form):
    """Agreement to early help; asked only on the early help route."""

    agreement = forms.ChoiceField(
        label="Does the family agree to early help?",
        help_text="Early help works by agreement. A child who understands what it means can agree for themselves.",
        choices=[
            ("given", "Yes"),
            ("not_sought", "I have not asked yet"),
            ("refused", "They said no"),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label="Who agreed or refused, to what, and when?",
        widget=AREA,
        required=False,
        help_text="If they said no and you are still worried, say why. You can change the route at any time.",
    )


class ContactForm(forms.Form):
    """Safe ways to get in touch."""

    safe_contact = forms.CharField(
        label="How can the family, and you, be reached safely?",
        help_text="Numbers and times that are safe, and numbers, addresses or people that must not be used.",
        widget=AREA,
        required=False,
    )
    needs = forms.CharField(
        label="Does anybody need an interpreter, sign language or other help to be understood?",
        widget=AREA,
        required=False,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its name in the address, its heading, its form."""

    name: str
    title: str
    form: type[forms.Form]


STEPS: tuple[Step, ...] = (
    Step("seen", "What was seen, said or done", SeenForm),
    Step("words", "The child’s own words", WordsForm),
    Step("strengths", "Strengths", StrengthsForm),
    Step("done", "What has been done", DoneForm),
    Step("route", "What is needed", RouteForm),
    Step("family", "What the family knows", FamilyForm),
    Step("agreement", "Agreement to early help", AgreementForm),
    Step("contact", "Getting in touch safely", ContactForm),
)
BY_NAME = {step.name: step for step in STEPS}


def wanted(*, is_early_help: bool) -> list[Step]:
    """Give the steps of a route: agreement is a question of early help alone."""
    return [step for step in STEPS if step.name != "agreement" or is_early_help]


def following(name: str, *, is_early_help: bool) -> Step | None:
    """Give the step after one; nothing after the last."""
    steps = wanted(is_early_help=is_early_help)
    place = place_of(name, is_early_help=is_early_help)
    return steps[place] if place and place < len(steps) else None


def preceding(name: str, *, is_early_help: bool) -> Step | None:
    """Give the step before one; nothing before the first."""
    place = place_of(name, is_early_help=is_early_help)
    return wanted(is_early_help=is_early_help)[place - 2] if place > 1 else None


def place_of(name: str, *, is_early_help: bool) -> int:
    """Give a step's place on its route, counted from 1; 0 for a step that the route does not ask."""
    names = [step.name for step in wanted(is_early_help=is_early_help)]
    return names.index(name) + 1 if name in names else 0


class DangerForm(forms.Form):
    """The first question of all."""

    danger = forms.ChoiceField(
        label="Is anyone in immediate danger?",
        choices=[("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether anyone is in danger now. If you are not sure, say so"},
    )


class DangerDoneForm(forms.Form):
    """What was done about the danger; never a condition."""

    action = forms.CharField(
        label="What have you done?",
        help_text="For example: called 999 at 15:40, police are on the way. You can leave this empty.",
        widget=AREA,
        required=False,
    )


KINDS = [
    ("child", "A child"),
    ("unborn", "An unborn child"),
    ("adult_at_risk", "An adult at risk"),
    ("household", "Someone who lives with them"),
    ("other", "Someone else"),
]


class PersonForm(forms.Form):
    """One person, with whatever is known."""

    kind = forms.ChoiceField(
        label="Who is this?",
        choices=KINDS,
        widget=forms.RadioSelect,
        required=False,
        help_text="For an unborn child give the due date below.",
    )
    given = forms.CharField(label="First names", required=False, max_length=80)
    family = forms.CharField(label="Family name", required=False, max_length=80)
    known_as = forms.CharField(label="Other names they use, or used", required=False, max_length=120)
    birth = forms.CharField(
        label="Birth date, age or due date",
        help_text="However you know it: 2/10/2013, about 12, Sept 2012",
        required=False,
        max_length=60,
    )
    sex = forms.ChoiceField(
        label="Sex",
        choices=[("M", "Male"), ("F", "Female"), ("", "Not known")],
        required=False,
        widget=forms.RadioSelect,
    )
    relation = forms.CharField(
        label="How are they related to the child?",
        help_text="For example: child, mother, mother’s partner, grandmother",
        required=False,
        max_length=80,
    )
    address = forms.CharField(label="Where they live or are now", required=False, max_length=300)
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    protected = forms.ChoiceField(
        label="Must this address be kept from anybody?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "I do not know")],
        required=False,
        widget=forms.RadioSelect,
    )
    kept_from = forms.CharField(label="If yes: from whom?", required=False, max_length=160)
    nhs_number = forms.CharField(label="NHS number, if you have it", required=False, max_length=20)
    note = forms.CharField(
        label="Anything else by which they can be recognised, or that visitors should know",
        required=False,
        max_length=300,
    )


class UrgentForm(forms.Form):
    """The short way: who and what on one page."""

    who = forms.CharField(
        label="Who is it about?",
        help_text="Name, age, address, school: whatever you know",
        widget=AREA,
        required=False,
    )
    what = forms.CharField(label="What is happening?", widget=AREA, required=False)
