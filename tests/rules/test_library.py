"""The library's own words point to rules and sources that there are; every part of the law has its chapter."""
# covers: W10 W21

from datetime import date

import pytest

from sharewell.rules.citations import SOURCES
from sharewell.rules.expressions import ALWAYS, And, Not, no, one_of, yes
from sharewell.rules.library.five_ws import FIVE_WS, NO_LONGER_SO
from sharewell.rules.library.framework import FRAMEWORK
from sharewell.rules.library.traps import TRAPS
from sharewell.rules.outline import ALL, ANY, Outline, outline
from sharewell.rules.packs import ALL_RULES, pack_on
from sharewell.rules.rule import Part

IDS = {rule.id for rule in ALL_RULES}


@pytest.mark.parametrize("entry", [*TRAPS, *FIVE_WS, *NO_LONGER_SO], ids=lambda entry: entry.id)
def test_a_text_names_rules_and_a_source_that_there_are(entry):
    assert set(entry.rules) <= IDS
    assert entry.source in SOURCES


def test_there_are_28_traps_and_seven_of_the_5_ws():
    assert [trap.number for trap in TRAPS] == list(range(1, 29))
    assert len({entry.id for entry in (*FIVE_WS, *NO_LONGER_SO)}) == len(FIVE_WS) + len(NO_LONGER_SO)


def test_each_trap_but_the_one_about_dates_is_guarded_by_a_rule_of_today_or_one_that_waits():
    pack = pack_on(date(2026, 11, 27))
    unguarded = [trap.id for trap in TRAPS if not set(trap.rules) & set(pack.by_id)]
    assert unguarded == ["T24"]  # that every rule has its date is what a rule is


def test_every_part_of_the_rulebook_stands_in_exactly_one_chapter():
    parts = [part for chapter in FRAMEWORK for part in chapter.parts]
    assert len(parts) == len(set(parts))
    assert set(Part) - set(parts) == {Part.GOLDEN, Part.MYTH}  # these have pages of their own


def test_an_outline_says_the_same_as_the_condition_and_nothing_twice():
    condition = And((yes("in_doubt"), And((yes("in_doubt"), no("necessary") | one_of("protected", "child")))))
    said = outline(condition)
    assert said.said == ALL
    assert [line.said for line in said.under] == ["you are in doubt", ANY]
    assert len(said.under[1].under) == 2
    assert outline(Not(condition)).said == ANY
    assert outline(Not(condition)).under[0] == Outline("you are not in doubt")
    assert outline(ALWAYS) == Outline("in every case")
