"""What changed between two days, for one case and in the rulebook."""

# covers: W21, Y21

from dataclasses import replace
from datetime import date

import pytest

from sharewell.rules import comparing
from sharewell.rules.facts import Facts, from_mapping
from sharewell.rules.instruments import INSTRUMENTS, Status
from sharewell.rules.packs import ALL_RULES, NoRulesYet
from sharewell.rules.rule import Finding, Part, Recommendation

from situations import SITUATIONS

IN_2018, IN_2019, IN_2021, TODAY = date(2018, 9, 3), date(2019, 3, 4), date(2021, 3, 1), date(2026, 11, 24)
IN_NEED_NOT_ASKED = Facts(
    immediate_danger=False,
    level_of_concern="in_need",
    protected="child",
    consent="not_sought",
    prompted_by="own_concern",
    recipient_role="hub_social_worker",
    sender_body="nhs_body",
    purpose="promote_welfare",
    necessary=True,
    delay_raises_risk=False,
    telling_raises_risk=False,
)


def by_id(rule_id):
    return next(rule for rule in ALL_RULES if rule.id == rule_id)


def test_a_child_in_need_was_shared_about_with_agreement_and_is_now_without():
    changed = comparing.differences(IN_NEED_NOT_ASKED, IN_2018, IN_2021)
    assert changed.recommendation.outcome_differs
    assert changed.recommendation.before.gives == Recommendation.SEEK_FIRST
    assert changed.recommendation.after.gives == Recommendation.SHARE_TRIMMED
    assert {(pair.before.rule.id, pair.after.rule.id) for pair in changed.chosen} >= {
        ("consent.seek.in-need-2018", "consent.seek.in-need")
    }
    assert "wt2018.consent2020" in {source.id for source in changed.sources_appeared}


def test_a_superseded_rule_is_paired_with_the_one_that_replaced_it_and_neither_appears_nor_goes():
    changed = comparing.differences(IN_NEED_NOT_ASKED, IN_2018, TODAY)
    pair = next(pair for pair in changed.reworded if pair.after.rule.id == "golden.2024.6")
    assert pair.before.rule.id == "golden.2018.6"
    assert not {"golden.2018.6", "golden.2024.6"} & {r.rule.id for r in (*changed.appeared, *changed.gone)}


def test_a_new_rule_appears_with_its_source_and_goes_when_the_days_are_turned_round():
    forth = comparing.differences(IN_NEED_NOT_ASKED, IN_2021, TODAY)
    back = comparing.differences(IN_NEED_NOT_ASKED, TODAY, IN_2021)
    assert "purpose.safeguarding-deemed-compatible" in {reason.rule.id for reason in forth.appeared}
    assert "gdpr.annex2" in {source.id for source in forth.sources_appeared}
    assert [r.rule.id for r in back.gone] == [r.rule.id for r in forth.appeared]
    assert [source.id for source in back.sources_gone] == [source.id for source in forth.sources_appeared]
    assert {(p.after.rule.id, p.before.rule.id) for p in back.reworded} == {
        (p.before.rule.id, p.after.rule.id) for p in forth.reworded
    }


def test_an_announced_duty_appears_by_its_standing_and_never_among_the_reasons():
    changed = comparing.differences(IN_NEED_NOT_ASKED, IN_2021, TODAY)
    standing = {one.rule.id: (one.before, one.after) for one in changed.standing}
    assert standing["duty.s16la"] == (None, Status.ANNOUNCED)
    assert "duty.s16la" not in {reason.rule.id for reason in (*changed.appeared, *changed.gone)}


def test_a_confirmed_commencement_leaves_the_days_before_it_as_they_were(monkeypatch):
    confirmed = replace(INSTRUMENTS["s16LA"], status=Status.IN_FORCE)
    monkeypatch.setitem(INSTRUMENTS, "s16LA", confirmed)
    duty = by_id("duty.s16la")
    assert duty.standing(date(2026, 4, 28)) is None
    assert duty.standing(date(2026, 9, 29)) is Status.ANNOUNCED
    assert duty.shown_only(date(2026, 9, 29))
    assert duty.standing(date(2026, 9, 30)) is Status.IN_FORCE
    assert not duty.shown_only(date(2026, 9, 30))


def test_an_eighteenth_birthday_between_the_days_shows():
    known = IN_NEED_NOT_ASKED.but(
        subject_born_on=date(2003, 2, 1), subject_relation="person_protected", special_category=True
    )
    changed = comparing.differences(known, date(2021, 1, 31), date(2021, 2, 1))
    assert "limb.18.eighteen" in {reason.rule.id for reason in changed.gone}
    assert "consent.who.adult" in {reason.rule.id for reason in changed.appeared}


def test_the_same_day_and_the_same_rules_differ_in_nothing():
    assert not comparing.differences(IN_NEED_NOT_ASKED, IN_2018, IN_2018).anything
    assert not comparing.differences(IN_NEED_NOT_ASKED, IN_2018, IN_2019).anything


def test_a_day_before_the_first_rules_is_refused():
    with pytest.raises(NoRulesYet):
        comparing.differences(IN_NEED_NOT_ASKED, date(2018, 6, 30), TODAY)


def test_the_rulebook_between_two_days():
    between = comparing.rules_between(IN_2018, TODAY)
    assert ("golden.2018.1", "golden.2024.1") in {(old.id, new.id) for old, new in between.replaced}
    assert "basis.recognised-legitimate-interest" in {rule.id for rule in between.appeared}
    assert not {rule.id for rule in between.gone} & {old.id for old, _ in between.replaced}
    assert {one.rule.id for one in between.standing if one.after is Status.ENACTED_NOT_COMMENCED} >= {"duty.csa"}


def test_a_finding_that_turns_is_told_apart_from_words_that_changed():
    known = IN_NEED_NOT_ASKED.but(subject_born_on=date(2003, 2, 1), subject_relation="person_protected")
    changed = comparing.differences(known, IN_2018, TODAY)
    turned = [pair for pair in changed.reworded if pair.outcome_differs and pair.part is Part.RECOMMENDATION]
    assert turned
    assert turned[0].after.finding is Finding.MET


@pytest.mark.parametrize(("file", "situation"), SITUATIONS[::4], ids=[s["id"] for _, s in SITUATIONS[::4]])
def test_everything_said_on_either_day_is_accounted_for_once(file, situation):
    known = from_mapping(situation["facts"])
    changed = comparing.differences(known, IN_2018, TODAY)
    said = {r.rule.id for reasons in changed.later.parts.values() for r in reasons}
    was_said = {r.rule.id for reasons in changed.earlier.parts.values() for r in reasons}
    appeared, gone = ({r.rule.id for r in some} for some in (changed.appeared, changed.gone))
    then, now = ({getattr(p, side).rule.id for p in changed.reworded} for side in ("before", "after"))
    assert not appeared & now
    assert not gone & then
    assert said - was_said <= appeared | now
    assert was_said - said <= gone | then
    assert appeared <= said - was_said
    assert gone <= was_said - said
