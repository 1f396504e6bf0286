"""Sources by date: what was replaced is not cited as current."""

# covers: Y21, W10

from datetime import date, timedelta

import pytest

from sharewell.rules import dates
from sharewell.rules.citations import SOURCES, source_on
from sharewell.rules.packs import ALL_RULES, boundaries, pack_on
from sharewell.rules.sources.succession import ISSUED, REPLACED, SUCCESSORS

THE_DAY_BEFORE = dates.ADVICE_2024 - timedelta(days=1)


def test_the_advice_of_2018_is_cited_until_it_was_replaced_and_no_longer():
    assert source_on("advice2018.rule6", THE_DAY_BEFORE).dated == "July 2018"
    assert source_on("advice2018.rule6", dates.ADVICE_2024).id == "advice2024.rule6"


def test_working_together_follows_its_editions():
    days = (date(2019, 1, 1), dates.WORKING_TOGETHER_2023, dates.WORKING_TOGETHER_2026)
    assert [source_on("wt2018.one-day", day).id for day in days] == [
        "wt2018.one-day",
        "wt2023.one-day",
        "wt2026.one-day",
    ]


@pytest.mark.parametrize("day", boundaries())
def test_no_rule_in_force_cites_a_replaced_document_without_saying_so(day):
    for rule in pack_on(day).in_force:
        cited = rule.cited_on(day)
        if cited.replaced_on and cited.replaced_on <= day:
            assert "since replaced" in cited.dated_on(day), (rule.id, cited.id)


def test_every_edition_named_as_replaced_is_an_edition_that_is_cited():
    editions = {(source.document, source.dated) for source in SOURCES.values()}
    assert set(REPLACED) <= editions


def test_every_successor_is_there_and_is_not_itself_replaced_on_that_day():
    for name, steps in SUCCESSORS.items():
        assert name in SOURCES
        for since, successor in steps:
            replaced = SOURCES[successor].replaced_on
            assert replaced is None or replaced > since, (name, successor)


def test_every_source_is_cited_by_a_rule_on_some_day():
    cited = {
        rule.cited_on(day).id for day in boundaries() for rule in (*pack_on(day).in_force, *pack_on(day).shown_only)
    }
    assert set(SOURCES) - cited == set()


def test_the_version_of_the_rules_changes_with_the_source_of_a_rule():
    before, after = dates.WORKING_TOGETHER_2023 - timedelta(days=1), dates.WORKING_TOGETHER_2023
    assert pack_on(before).hash != pack_on(after).hash


def test_ids_are_given_once():
    assert len({rule.id for rule in ALL_RULES}) == len(ALL_RULES)


@pytest.mark.parametrize("day", boundaries())
def test_no_rule_cites_a_document_of_a_later_day(day):
    for rule in pack_on(day).in_force:
        cited = rule.cited_on(day)
        issued = ISSUED.get((cited.document, cited.dated))
        assert issued is None or issued <= day, (rule.id, cited.id)
