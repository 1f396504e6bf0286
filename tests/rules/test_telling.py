"""What the agreements let be told: like the national order of evaluation, a denial wins, no rule means no."""
# covers: Y16 W14

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from sharewell.rules.telling.policy import Asked, Policy
from sharewell.rules.telling.table import UnreadableRule, fingerprint

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
AGENCIES = {"A1": "school", "A2": "gp", "A3": "police-force", "A4": "local-authority", "A5": "housing"}


def rule(effect="allow", **more):
    return {
        "effect": effect,
        "modes": ["EXISTENCE"],
        "recordTypes": ["involvement"],
        "destOrgTypes": ["local-authority"],
        "purposes": ["SAFEGUARDING"],
    } | more


def agreement(*defaults, exceptions=(), parties=("A1", "A4"), code="AGR-1"):
    return {"code": code, "parties": list(parties), "rules": {"exceptions": list(exceptions), "defaults": [*defaults]}}


def ask(policy, at=NOW, **more):
    asked = Asked("existence", "involvement", "safeguarding", "A1", "A4", "local-authority", "")._replace(**more)
    return policy.decide(asked, policy.at(at))


def test_no_rule_means_no_and_says_so():
    answer = ask(Policy([]))
    assert not answer.is_allowed
    assert answer.why == "no agreement in force covers it"


def test_a_rule_allows_what_it_says_and_nothing_beside_it():
    policy = Policy([agreement(rule())])
    assert ask(policy).is_allowed
    assert ask(policy).reasons == ("AGR-1",)
    for beside in (
        {"mode": "content"},
        {"record_type": "intelligence"},
        {"purpose": "early_help"},
        {"source": "A2"},
        {"asker": "A2"},
        {"asker_kind": "school"},
    ):
        assert not ask(policy, **beside).is_allowed, beside


def test_existence_and_content_are_two_decisions():
    policy = Policy([agreement(rule())])
    asked = Asked("", "involvement", "safeguarding", "A1", "A4", "local-authority", "")
    decided = policy.pointer(asked, policy.at(NOW))
    assert (decided.existence.is_allowed, decided.content.is_allowed) == (True, False)


def test_an_exception_goes_before_a_default_and_a_denial_before_what_allows():
    deny = rule("deny", reason="until their access review is done")
    assert not ask(Policy([agreement(rule(), exceptions=[deny])])).is_allowed
    assert ask(Policy([agreement(rule(), exceptions=[deny])])).why == "until their access review is done"
    assert ask(Policy([agreement(deny, exceptions=[rule()])])).is_allowed
    for order in ([rule(), deny], [deny, rule()]):
        assert not ask(Policy([agreement(*order)])).is_allowed


def test_named_agencies_go_before_kinds_and_must_be_parties():
    named = rule(destOrgIds=["A4"], destOrgTypes=["school"])
    assert ask(Policy([agreement(named)]), asker_kind="anything").is_allowed
    assert not ask(Policy([agreement(rule(destOrgIds=["A3"]))]), asker="A3").is_allowed
    assert not ask(Policy([agreement(rule(destOrgTypes=[]))])).is_allowed


def test_periods_are_looked_at_when_it_is_decided_with_both_ends_in():
    policy = Policy([agreement(rule(validFrom="2026-11-24T10:00:00Z", validUntil="2026-11-25T10:00:00Z"))])
    moment = timedelta(microseconds=1)
    end = NOW + timedelta(days=1)
    for at, allowed in ((NOW - moment, False), (NOW, True), (NOW + moment, True), (end, True), (end + moment, False)):
        assert ask(policy, at).is_allowed is allowed, at


def test_a_rule_for_children_is_not_one_for_adults():
    policy = Policy([agreement(rule(subjects=["child"]))])
    assert [ask(policy, subject=subject).is_allowed for subject in ("child", "adult", "")] == [True, False, False]


def test_obligations_stand_with_the_answer():
    policy = Policy([agreement(rule(obligations=["Ring before 17:00"]))])
    assert ask(policy).obligations == ("Ring before 17:00",)


@pytest.mark.parametrize(
    "bad",
    [
        {"effect": "permit"},
        {"modes": ["GUESS"]},
        {"purposes": "SAFEGUARDING"},
        {"validFrom": "soon"},
        {"validFrom": "2026-11-24T10:00:00"},
        {"validFrom": "2026-11-24T10:00:00Z", "validUntil": "2026-11-23T10:00:00Z"},
    ],
    ids=str,
)
def test_nothing_is_compiled_from_a_table_with_a_rule_that_cannot_be_read(bad):
    with pytest.raises(UnreadableRule, match="AGR-1, defaults, rule 2"):
        Policy([agreement(rule(), rule(**bad))])


def test_rules_that_say_the_opposite_are_told_to_whoever_edits_them():
    clashes = Policy([agreement(rule(), rule("deny"))]).clashes()
    assert [(one.allows, one.denies) for one in clashes] == [("AGR-1 rule 1", "AGR-1 rule 2")]
    assert Policy([agreement(rule(), exceptions=[rule("deny")])]).clashes() == ()


def test_the_version_follows_the_terms_and_not_their_order():
    one, other = agreement(rule()), agreement(rule("deny"), code="AGR-2")
    assert fingerprint([one, other]) == fingerprint([other, one])
    assert fingerprint([one]) != fingerprint([agreement(rule(validUntil="2030-01-01T00:00:00Z"))])


def drawn(dice, codes):
    """An agreement of random rules over few values, so that rules overlap."""
    some = lambda values: dice.sample(values, dice.randint(0, len(values)))  # noqa: E731
    moments = [None, "2026-11-23T00:00:00Z", "2026-11-24T10:00:00Z", "2026-11-26T00:00:00Z"]

    def one():
        begins, ends = sorted(dice.sample(range(4), 2))
        return {
            "effect": dice.choice(["allow", "deny"]),
            "modes": some(["EXISTENCE", "content"]),
            "recordTypes": some(["involvement", "Chronology"]),
            "purposes": some(["SAFEGUARDING", "early_help"]),
            "destOrgIds": some(["A3", "A4"]) if dice.random() < 0.3 else [],
            "destOrgTypes": some(["local-authority", "school"]),
            "validFrom": moments[begins],
            "validUntil": moments[ends] if dice.random() < 0.5 else None,
        }

    return [
        {
            "code": code,
            "parties": dice.sample(sorted(AGENCIES), dice.randint(2, 4)),
            "rules": {group: [one() for _ in range(dice.randint(0, 4))] for group in ("exceptions", "defaults")},
        }
        for code in codes
    ]


def national(agreements, asked, at):
    """The evaluation of the national prototype, rule by rule in order: the first that fits decides."""
    for group in ("exceptions", "defaults"):
        for one in agreements:
            if not {asked.source, asked.asker} <= set(one["parties"]):
                continue
            for each in one["rules"][group]:
                reach = (
                    asked.asker in each["destOrgIds"]
                    if each["destOrgIds"]
                    else asked.asker_kind in [kind.lower() for kind in each["destOrgTypes"]]
                )
                words = (("modes", asked.mode), ("recordTypes", asked.record_type), ("purposes", asked.purpose))
                if (
                    reach
                    and all(value in [word.lower() for word in each[name]] for name, value in words)
                    and (not each["validFrom"] or datetime.fromisoformat(each["validFrom"]) <= at)
                    and (not each["validUntil"] or at <= datetime.fromisoformat(each["validUntil"]))
                ):
                    return each["effect"] == "allow"
    return False


def test_the_answers_are_those_of_the_national_order_and_never_more_where_rules_clash():
    dice = random.Random(8)
    same = stricter = allowed = 0
    for _ in range(60):
        agreements = drawn(dice, ["AGR-1", "AGR-2", "AGR-3"])
        policy = Policy(agreements)
        clashing = bool(policy.clashes())
        for mode, record_type, purpose, source, asker in itertools.product(
            ("existence", "content"), ("involvement", "chronology"), ("safeguarding", "early_help"), AGENCIES, AGENCIES
        ):
            asked = Asked(mode, record_type, purpose, source, asker, AGENCIES[asker], "")
            at = dice.choice([NOW, NOW - timedelta(days=3), NOW + timedelta(days=3)])
            ours = policy.decide(asked, policy.at(at)).is_allowed
            theirs = national(agreements, asked, at)
            allowed += ours
            if ours == theirs:
                same += 1
            else:
                assert clashing
                assert theirs, "more was told than the national order tells"
                stricter += 1
    assert allowed > 100
    assert same > 20 * stricter
