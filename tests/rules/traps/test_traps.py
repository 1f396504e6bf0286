"""Where naive software gives dangerous advice: a test for each trap, in the part of it that the rules can hold.

The part that other rooms must hold has its test there, with the trap's number in its name.
"""

# covers: W8, W10, W11, W12, W13, W14, W16, W18, W20, W22, W23, W24, W25, Y7, Y8, Y17, Y20

from datetime import date, timedelta

import pytest

from sharewell.rules import dates, rendering, terms
from sharewell.rules.advice import advise
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.instruments import Status
from sharewell.rules.packs import boundaries, pack_on
from sharewell.rules.rule import Finding, Part, Recommendation

TODAY = date(2026, 11, 24)
CHILD_AT_RISK = Facts(
    immediate_danger=False,
    level_of_concern="significant_harm",
    protected="child",
    subject_relation="person_protected",
    subject_age="under_13",
    prompted_by="own_concern",
    purpose="protect_from_harm",
    sender_body="nhs_body",
    recipient_role="hub_social_worker",
    special_category=True,
    necessary=True,
    substantial_public_interest=True,
)
EARLY_HELP = CHILD_AT_RISK.but(
    level_of_concern="early_help", purpose="promote_welfare", recipient_role="hub_early_help"
)
S45 = {
    "prompted_by": "request",
    "request_basis": "s45",
    "s45_for_board": True,
    "s45_likely_to_hold": True,
    "s45_relates_to_you": True,
    "s45_from_earlier_request": False,
}
AGREED = {"consent": "given", "consent_explicit": True, "consent_free": True}
A_GROWN_UP = {"protected": "adult", "subject_age": "adult", "has_care_needs": False}
BORN_18_YEARS_AGO = {"subject_born_on": TODAY.replace(year=2008), "subject_age": None}
CAREFUL = ("honour_based", "fabricated_illness", "sexual_abuse", "fgm", "domestic_abuse", "position_of_trust")


def advice(facts=CHILD_AT_RISK, on=TODAY, **changes):
    return advise(facts.but(**changes), on=on)


def met(given):
    return {r.rule.id for reasons in given.parts.values() for r in reasons if r.finding is Finding.MET}


def forbidden(given):
    return {reason.rule.id for reason in given.of(Part.MUST_NOT)}


def words(given):
    return " ".join(reason.text for reasons in given.parts.values() for reason in reasons)


@pytest.mark.parametrize("consent", [*FACTS["consent"].values, None])
@pytest.mark.parametrize("day", boundaries())
def test_t01_no_consent_gate_on_a_harm_level_share(day, consent):
    given = advice(on=day, consent=consent)
    assert given.recommendation is Recommendation.SHARE_NOW
    assert "danger.no-waiting-for-consent" in forbidden(given)
    assert given.seek_consent in {"tell", "no", "have_it"}


def test_t02_nobody_is_asked_for_consent_to_what_happens_anyway_and_a_refusal_is_not_a_no():
    asked = advice(EARLY_HELP, would_share_anyway=True, consent="not_sought")
    assert asked.seek_consent == "tell"
    assert "consent.not-misleading" in forbidden(asked)
    refused = advice(consent="refused", public_interest_outweighs=None)
    assert refused.recommendation is Recommendation.SHARE_NOW
    assert "consent.refusal.harm" in met(refused)


@pytest.mark.parametrize("level", ["none", "welfare_only", "early_help"])
def test_t03_no_consent_needed_does_not_open_the_door_to_curiosity_below_the_threshold(level):
    for consent in ("not_sought", "refused"):
        given = advice(EARLY_HELP, level_of_concern=level, consent=consent, public_interest_outweighs=False)
        assert given.recommendation in {Recommendation.SEEK_FIRST, Recommendation.DO_NOT_SHARE}
        assert "consent.no-need-is-not-anything-goes" in forbidden(given)
    curious = advice(EARLY_HELP, level_of_concern=level, purpose="curiosity")
    assert curious.recommendation is Recommendation.DO_NOT_SHARE
    label = advice(
        EARLY_HELP, level_of_concern=level, prompted_by="request", request_basis="s47", request_gives_cause=False,
        request_is_specific=False, consent="not_sought",
    )  # fmt: skip
    assert label.recommendation is not Recommendation.SHARE_NOW
    assert "duty.s47" not in met(label)


def test_t04_the_rules_of_2018_are_not_quoted_after_their_last_day():
    after = advice(on=dates.ADVICE_2024, in_doubt=True, consent="refused")
    assert not {rule_id for rule_id in met(after) if rule_id.startswith("golden.2018")}
    before = advice(on=dates.ADVICE_2024 - timedelta(days=1), in_doubt=True, consent="refused")
    assert not {rule_id for rule_id in met(before) if rule_id.startswith("golden.2024")}
    assert "July 2018" not in rendering.to_english(rendering.to_json(after))


@pytest.mark.parametrize("waiting", ["duty.s16la", "duty.csa", "duty.s16lc", "duty.s16la-guidance"])
def test_t04_what_is_not_in_force_is_shown_at_most_and_never_relied_on(waiting):
    eager = {"considered_relevant": True, "may_help_recipient": True, "more_detrimental": False}
    given = advice(concern_kind="sexual_abuse", **eager)
    assert waiting in {reason.rule.id for reason in given.not_in_force}
    assert waiting not in {reason.rule.id for reasons in given.parts.values() for reason in reasons}
    assert "basis.legal-obligation" not in met(given)
    early = advice(concern_kind="sexual_abuse", on=dates.ACTS_OF_2026 - timedelta(days=1), **eager)
    assert not early.not_in_force
    assert not any(rule.status is not Status.IN_FORCE for rule in pack_on(TODAY).in_force)


@pytest.mark.parametrize("body", terms.PUBLIC_BODIES)
def test_t05_no_legitimate_interest_of_either_kind_for_a_public_authority(body):
    for reply in ({}, {"prompted_by": "request", "request_basis": "s47", "request_is_specific": True}):
        given = advice(sender_body=body, **reply)
        assert not {rule_id for rule_id in met(given) if rule_id.startswith(("basis.recognised", "basis.legitimate"))}
        assert {
            "basis.no-recognised-interest-for-public-tasks",
            "basis.no-legitimate-interests-for-public-tasks",
        } <= forbidden(given)


@pytest.mark.parametrize(
    ("who", "changes", "said"),
    [
        ("an adult without care needs", A_GROWN_UP, "limb.18.adult"),
        ("a refusal by itself", {"consent": "refused", "why_no_consent": "none_of_these"}, "limb.18.refusal"),
        ("a child not yet born", {"protected": "unborn", "subject_age": "adult"}, "limb.18.unborn"),
        ("one who turned 18", A_GROWN_UP | BORN_18_YEARS_AGO, "limb.18.adult"),
    ],
)  # fmt: skip
def test_t06_paragraph_18_is_not_for_every_case(who, changes, said):
    given = advice(**{"why_no_consent": "would_prejudice"} | changes)
    assert "condition.18" not in met(given)
    assert said in met(given)
    assert "condition.6" in met(given), "another condition is offered instead"


def test_t06_the_consent_limb_is_about_the_one_the_information_is_about():
    about_the_father = advice(subject_relation="parent", subject_age="adult", consent="refused")
    assert "consent.limb-per-person" in met(about_the_father)
    assert "consent.limb-per-person" not in met(advice(consent="refused"))


def test_t06_the_day_before_the_birthday_still_counts_as_a_child():
    given = advice(subject_age=None, subject_born_on=date(2008, 11, 25), why_no_consent="would_prejudice")
    assert {"condition.18", "limb.18.eighteen"} <= met(given)


def test_t07_no_vital_interests_where_the_person_can_consent():
    able = advice(immediate_danger=True, can_decide=True, consent="not_sought")
    assert "condition.vital-interests" not in met(able)
    assert "condition.vital-interests-not-if-able" in forbidden(able)
    unable = advice(immediate_danger=True, can_decide=False)
    assert "condition.vital-interests" in met(unable)


@pytest.mark.parametrize("kind", CAREFUL)
@pytest.mark.parametrize("answer", [True, None])
def test_t08_nobody_is_told_by_a_machine_nor_first(kind, answer):
    given = advice(concern_kind=kind, subject_relation="parent", subject_age="adult", telling_raises_risk=answer)
    assert "telling.never-automatic" in forbidden(given)
    assert given.openness in {"not_yet", "after"}
    assert given.seek_consent != "ask"


@pytest.mark.parametrize("shows_a_place", [True, None])
def test_t09_a_protected_place_is_held_back_from_whoever_does_not_need_it(shows_a_place):
    given = advice(address_protected=True, reveals_whereabouts=shows_a_place, recipient_needs_place=False)
    assert "place" in given.held_back
    assert "third.linked-records" in met(given)


@pytest.mark.parametrize("role", FACTS["recipient_role"].values)
def test_t09_a_protected_place_never_goes_to_the_one_it_is_protected_from(role):
    for more in ({}, AGREED, {"order_covers_item": True, "prompted_by": "legal_requirement"}):
        given = advice(recipient_role=role, recipient_is_protected_from=True, reveals_whereabouts=True, **more)
        assert "place" in given.held_back
        assert given.recommendation is Recommendation.DO_NOT_SHARE


@pytest.mark.parametrize("role", ["the_person", "parent", "family_member", "solicitor"])
@pytest.mark.parametrize("agrees", [False, None])
def test_t10_the_one_who_reported_is_not_given_away(role, agrees):
    given = advice(recipient_role=role, identifies_source=True, source_agrees=agrees, telling_raises_risk=False)
    assert "source" in given.held_back
    assert "third.who-reported" in forbidden(given)


def test_t10_nor_is_the_source_of_intelligence():
    given = advice(handling_conditions=True, originator_agrees=True)
    assert "bar.source-of-intelligence" in forbidden(given)


def test_t11_a_whole_file_is_never_simply_sent():
    given = advice(whole_record=True)
    assert given.recommendation is Recommendation.SHARE_TRIMMED
    assert "trim.whole-record" in met(given)
    assert "test.proportionate" not in met(given)


def test_t12_the_critical_piece_is_not_minimised_away():
    given = advice(leaves_out_known_risk=True, less_would_do=False, whole_record=False)
    assert "adequate.known-risk" in forbidden(given)
    assert "Too little" in words(given)
    assert given.recommendation is Recommendation.SHARE_NOW


@pytest.mark.parametrize(
    "changes", [{}, {"level_of_concern": "in_need"}, {"level_of_concern": "none", "rests_on_system": True}]
)
def test_t13_silence_of_a_system_is_no_reassurance(changes):
    assert "human.silence-is-no-reassurance" in forbidden(advice(**changes))


def test_t14_a_match_is_a_prompt_and_a_person_judges():
    given = advice(rests_on_system=True)
    assert "human.a-system-only-prompts" in met(given)
    assert "human.no-machine-decides" in forbidden(given)


@pytest.mark.parametrize("level", ["significant_harm", "in_need"])
def test_t15_the_one_working_day_is_said_beside_any_rating_clock(level):
    given = advice(level_of_concern=level, consent="not_sought")
    assert "danger.one-working-day" in met(given)
    assert "72" not in words(given)


def test_t15_at_night_the_next_working_day_is_not_waited_for():
    assert "danger.out-of-hours" in forbidden(advice())


def test_t16_the_person_is_not_refused_the_whole_for_a_part():
    given = advice(
        recipient_role="the_person", level_of_concern="none", request_basis="access_request", names_third_parties=True,
        third_parties_needed=False, identifies_source=True, telling_raises_risk=False,
    )  # fmt: skip
    assert given.recommendation is Recommendation.SHARE_TRIMMED
    assert "third.redact-not-refuse" in forbidden(given)
    assert given.held_back == {"third_parties", "source"}


@pytest.mark.parametrize(
    ("mark", "key"), [("court_papers", "court_allows"), ("handling_conditions", "originator_agrees")]
)
def test_t17_court_papers_and_intelligence_do_not_go_on_whatever_the_level(mark, key):
    barred = advice(**{mark: True, key: False})
    assert barred.recommendation is Recommendation.DO_NOT_SHARE
    unclear = advice(**{mark: True, key: None})
    assert unclear.recommendation is Recommendation.SEEK_FIRST
    for given in (barred, unclear):
        assert "whole_item" in given.held_back
        assert "bar.share-what-you-know" in met(given), "the worry itself is not barred"
    cleared = advice(**{mark: True, key: True})
    assert cleared.recommendation is Recommendation.SHARE_NOW


def test_t18_kept_no_longer_than_the_schedule_never_for_ever_unseen_and_not_destroyed_during_a_hold():
    said = next(reason.text for reason in advice().of(Part.RECORD) if reason.rule.id == "record.retention")
    assert "no longer than your retention schedule" in said
    assert "a day to review it" in said
    assert "Destroy nothing that is held" in said


def test_t19_a_correction_must_reach_every_recipient():
    assert "record.corrections" in met(advice())


def test_t20_no_score_and_no_colour_stands_for_reasons():
    plain = rendering.to_json(advice(in_doubt=True, consent="refused"))

    def numbers(value):
        if isinstance(value, dict):
            return [n for part in value.values() for n in numbers(part)]
        if isinstance(value, list):
            return [n for part in value for n in numbers(part)]
        return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []

    assert numbers(plain) == []
    assert plain["reason"]["text"]
    assert plain["title"] != plain["recommendation"]
    assert not {"red", "amber", "green"} & set(str(plain).lower().replace("“", " ").replace("”", " ").split())


def test_t21_a_parent_is_not_entitled_to_everything():
    given = advice(recipient_role="parent", prompted_by="request")
    assert given.recommendation is Recommendation.SEEK_FIRST
    assert "third.parent-and-abuse-data" in met(given)


def test_t21_a_competent_fifteen_year_old_has_a_say():
    own = advice(EARLY_HELP, subject_age="from_13_to_15", can_decide=True, consent_by="parent", **AGREED)
    assert {"consent.who.gillick", "consent.who.wrong-giver"} <= met(own)
    assert own.seek_consent != "have_it"
    refused = advice(subject_age="from_13_to_15", can_decide=True, consent="refused")
    assert "consent.refusal.competent-young-person" in met(refused)
    assert "telling.young-person" in met(refused)


@pytest.mark.parametrize("role", [role for role in FACTS["recipient_role"].values if role != "adults_board"])
def test_t22_section_45_binds_towards_the_board_alone(role):
    given = advice(recipient_role=role, **S45)
    assert "duty.s45" not in met(given)
    assert "power.s45-only-the-board" in met(given)
    assert "duty.s45" in met(advice(recipient_role="adults_board", **S45))


@pytest.mark.parametrize("missing", ["s45_for_board", "s45_likely_to_hold", "s45_relates_to_you"])
def test_t22_nor_without_any_one_of_its_conditions(missing):
    assert "duty.s45" not in met(advice(recipient_role="adults_board", **S45 | {missing: False}))
    fourth = {"s45_relates_to_you": False, "s45_from_earlier_request": True}
    assert "duty.s45" in met(advice(recipient_role="adults_board", **S45 | fourth))


@pytest.mark.parametrize("level", FACTS["level_of_concern"].values)
def test_t23_section_115_allows_and_never_compels(level):
    given = advice(
        level_of_concern=level, recipient_role="police", recipient_needs_it=True, purpose="prevent_crime",
        prompted_by="request", request_basis="s115", request_gives_cause=True, request_is_specific=True,
    )  # fmt: skip
    assert "power.s115" in met(given)
    assert "It does not oblige you" in words(given)
    assert "basis.legal-obligation" not in met(given)
    assert not given.of(Part.DUTY, Finding.MET)


def test_t24_no_advice_without_the_date_and_version_of_its_rules():
    for day in (dates.EARLIEST, dates.ADVICE_2024, dates.DATA_ACT_2026):
        plain = rendering.to_json(advice(on=day))
        assert (plain["on"], plain["rules_since"]) == (day.isoformat(), day.isoformat())
        first_line = rendering.to_english(plain).splitlines()[0]
        assert day.isoformat() in first_line
        assert plain["rules_version"] in first_line
        assert all(reason["since"] for reasons in plain["sections"].values() for reason in reasons)


def test_t24_two_packs_never_share_a_version():
    versions = [pack_on(day).version for day in boundaries()]
    assert len(set(versions)) == len(versions)


@pytest.mark.parametrize("secret", ["address_protected", "identifies_source", "recipient_is_protected_from"])
def test_t25_the_note_does_not_hold_the_secret_it_protects(secret):
    assert "third.secret-in-the-log" in met(advice(**{secret: True}))


def test_t26_the_dead_have_no_data_protection_rights_and_may_have_a_confidence():
    given = advice(
        subject_deceased=True, given_in_confidence=True, level_of_concern="none", recipient_role="family_member"
    )
    assert given.recommendation is not Recommendation.SHARE_NOW
    assert {"basis.deceased", "confidence.deceased"} <= met(given)
    assert not {i for i in met(given) if i.startswith(("basis.public", "basis.legit", "condition."))}
    assert "basis.public-task" in met(advice(subject_deceased=None))


def test_t27_the_lack_of_an_agreement_never_changes_the_recommendation():
    for level in FACTS["level_of_concern"].values:
        given = {answer: advice(level_of_concern=level, agreement_in_place=answer) for answer in (True, False, None)}
        assert len({one.recommendation for one in given.values()}) == 1
        assert "agreement.not-needed" in forbidden(given[False])


@pytest.mark.parametrize("country", ["wales", "scotland", "northern_ireland", "elsewhere"])
def test_t28_englands_duties_are_not_applied_to_partners_beyond_the_border(country):
    board = {"recipient_role": "adults_board", **S45}
    partners = {"recipient_role": "safeguarding_partners", "request_basis": "s16H"}
    help_asked = {"request_basis": "s27", "request_gives_cause": True}
    for asked in (board, partners, help_asked):
        request = {"prompted_by": "request", "request_is_specific": True} | asked
        assert advice(**request).of(Part.DUTY, Finding.MET)
        abroad = advice(recipient_country=country, **request)
        assert not abroad.of(Part.DUTY, Finding.MET)
        assert "cross-border" in met(abroad)
    assert advice(recipient_country=country).recommendation is Recommendation.SHARE_NOW


def test_every_trap_has_its_test():
    numbers = {name[6:8] for name in globals() if name.startswith("test_t")}
    assert numbers == {f"{number:02}" for number in range(1, 29)}
