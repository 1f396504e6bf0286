"""
The same linkage by Splink, on DuckDB or on Spark: for lists that outgrow one machine, and as a second opinion.

The facts, the rules and the kinds of difference are the product's own. Every comparison is written so that both engines
understand it alike: equal texts and counted edits, no closeness of letters, which they count differently.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import coding
from sharewell.matching.linking.blocking import RULES
from sharewell.matching.linking.coded import NOTHING, Coded, Vocabularies, Whole
from sharewell.matching.linking.tables import Tables

ENGINES = ("duckdb", "spark")
SAMPLED = 1e6  # pairs that training looks at
RECALL_OF_THE_CERTAIN = 0.7
LISTED_FROM = 0.001
ROW, SIDE = "unique_id", "source_dataset"
# The columns that stand for the facts of the rules.
COLUMNS = {
    "born": "born",
    "given sound": "given_sound",
    "family sound": "family_sound",
    "postcode": "postcode",
    "swapped": "swapped",
    "NHS number": "nhs_number",
    "pupil number": "upn",
    "year": "year",
    "year and month": "year_month",
    "year and day": "year_day",
    "month and day": "month_day",
}
# How each comparison tells kinds of difference apart, best first, for columns called {c}; the rest differ.
LEVELS: dict[str, tuple[str, ...]] = {
    "given": ("{c}", "{c}_sound", "levenshtein 1", "levenshtein 2"),
    "family": ("{c}", "{c}_sound", "levenshtein 1", "levenshtein 2"),
    "born": ("{c}", "swapped", "year_month", "month_day", "year"),
    "postcode": ("{c}", "district"),
    "sex": ("{c}",),
    "nhs_number": ("{c}",),
    "upn": ("{c}",),
}
WITH_RARITY = ("given", "family")

Weights = dict[str, list[tuple[float | None, float | None]]]


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of places in two lists, how likely each is one person, and what was learnt: (m, u) by level."""

    one: Whole
    other: Whole
    probability: NDArray[np.float64]
    weights: Weights
    prior: float


def table(listed: Coded, look: Tables, vocabularies: Vocabularies) -> dict[str, list[Any]]:
    """Give a list as columns of text for Splink; None where it does not know."""
    given, family = look.given.first[listed.given], listed.family
    days = {
        number: coding.date_of(number - 32768).isoformat() for number in np.unique(listed.born).tolist() if number >= 0
    }
    born = [days.get(number) for number in listed.born.tolist()]
    places = {number: coding.postcode_of(number) for number in np.unique(listed.place).tolist() if number >= 0}
    postcode = [places.get(number) for number in listed.place.tolist()]
    return {
        ROW: list(range(len(listed))),
        "given": _words(list(vocabularies.given.words), given),
        "given_sound": _numbers(look.given.first_sound[listed.given]),
        "family": _words(vocabularies.family.texts(), family),
        "family_sound": _numbers(look.family.first_sound[listed.family]),
        "born": born,
        "year": [day and day[:4] for day in born],
        "year_month": [day and day[:7] for day in born],
        "year_day": [day and day[:4] + day[8:] for day in born],
        "month_day": [day and day[5:] for day in born],
        "swapped": [day and _swapped(day) for day in born],
        "postcode": postcode,
        "district": [place and place.split()[0] for place in postcode],
        "sex": _numbers(listed.sex),
        "nhs_number": _numbers(listed.nhs_number),
        "upn": _numbers(listed.upn),
    }


def link(
    left: Mapping[str, Sequence[Any]],
    right: Mapping[str, Sequence[Any]] | None,
    *,
    engine: str,
    learnt: tuple[Weights, float] | None = None,
) -> Found:
    """
    Link two lists of ``table``, or one with itself where there is no right one.

    ``learnt`` are weights and the prior of an earlier run, on whichever engine; without them they are learnt here.
    """
    frames = [_known(one, number) for number, one in enumerate((left, right)) if one is not None]
    known = [name for name in LEVELS if all(any(frame[name].notna()) for frame in frames)]
    api, close = _engine(engine)
    try:
        linker = import_module("splink").Linker(
            [api.register(_for(engine, api, frame)) for frame in frames],
            _settings(engine, known, one_list=right is None, learnt=learnt),
        )
        if learnt is None:
            _train(linker, known)
        predicted = linker.inference.predict(threshold_match_probability=LISTED_FROM).as_pandas_dataframe()
        said = linker.misc.save_model_to_json()
        return _found(predicted, said, one_list=right is None)
    finally:
        close()


def _settings(engine: str, known: Sequence[str], *, one_list: bool, learnt: tuple[Weights, float] | None) -> Any:
    """
    Give Splink's settings in an engine's dialect.

    A model that Splink has saved is in one engine's dialect and cannot be read by the other, so the settings are made
    anew and what was learnt is put in level by level.
    """
    splink = import_module("splink")
    asked = [
        [COLUMNS[fact] for fact in rule.facts] for rule in RULES if not rule.there and set(rule.facts) <= set(COLUMNS)
    ]
    rules = [splink.block_on(*columns) for columns in asked if all(_is_there(one, known) for one in columns)]
    made = splink.SettingsCreator(
        link_type="dedupe_only" if one_list else "link_only",
        comparisons=[_comparison(name) for name in known],
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    ).create_settings_dict(engine)
    if learnt:
        weights, made["probability_two_random_records_match"] = learnt
        for comparison in made["comparisons"]:
            levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
            for level, (m, u) in zip(levels, weights[comparison["output_column_name"]], strict=True):
                level["m_probability"], level["u_probability"] = m, u
    return made


def _is_there(column: str, known: Sequence[str]) -> bool:
    """Say whether a column of a rule is of a fact that the lists know."""
    fact = {"year": "born", "swapped": "born"}.get(column, column.removesuffix("_sound"))
    return ("born" if fact.startswith(("year", "month")) else fact) in known


def _comparison(name: str) -> Any:
    library, levels = import_module("splink.comparison_library"), import_module("splink.comparison_level_library")
    made = [levels.NullLevel(name)]
    for told in LEVELS[name]:
        if told.startswith("levenshtein"):
            made.append(levels.LevenshteinLevel(name, int(told.split()[1])))
        else:
            exact = levels.ExactMatchLevel(told.format(c=name))
            made.append(exact.configure(tf_adjustment_column=name) if told == "{c}" and name in WITH_RARITY else exact)
    return library.CustomComparison([*made, levels.ElseLevel()], output_column_name=name)


def _train(linker: Any, known: Sequence[str]) -> None:
    """Learn without labels: the prior from pairs that are as good as certain, then strangers, then the same person."""
    block_on = import_module("splink").block_on
    certain = [("born", "given", "family"), ("postcode", "given", "born")]
    rules = [block_on(*columns) for columns in certain if all(_is_there(one, known) for one in columns)]
    training = linker.training
    training.estimate_probability_two_random_records_match(rules, recall=RECALL_OF_THE_CERTAIN)
    training.estimate_u_using_random_sampling(max_pairs=SAMPLED)
    for columns in (("born", "given_sound"), ("given", "family", "year"), ("postcode",)):
        if all(_is_there(one, known) for one in columns):
            training.estimate_parameters_using_expectation_maximisation(block_on(*columns), max_pairs=SAMPLED)


def _found(predicted: Any, said: Mapping[str, Any], *, one_list: bool) -> Found:
    one, other = (predicted[f"{ROW}_{side}"].to_numpy().astype(np.int32) for side in "lr")
    if one_list:
        one, other = np.minimum(one, other), np.maximum(one, other)
    else:
        swapped = (predicted[f"{SIDE}_l"] > predicted[f"{SIDE}_r"]).to_numpy()
        one, other = np.where(swapped, other, one), np.where(swapped, one, other)
    probability = predicted["match_probability"].to_numpy().astype(np.float64)
    order = np.lexsort((other, one, -probability))
    weights = {
        comparison["output_column_name"]: [
            (level.get("m_probability"), level.get("u_probability"))
            for level in comparison["comparison_levels"]
            if not level.get("is_null_level")
        ]
        for comparison in said["comparisons"]
    }
    prior = float(said["probability_two_random_records_match"])
    return Found(one[order], other[order], probability[order], weights, prior)


def _engine(name: str) -> tuple[Any, Any]:
    """Give an engine and what ends it."""
    if name == "duckdb":
        return import_module("splink").DuckDBAPI(), lambda: None
    return import_module("sharewell.matching.linking.on_spark").start()


def _known(listed: Mapping[str, Sequence[Any]], number: int) -> Any:
    pandas = import_module("pandas")
    return pandas.DataFrame({name: pandas.Series(values, dtype=object) for name, values in listed.items()}).assign(
        **{ROW: lambda made: made[ROW].astype("int64"), SIDE: f"list_{number}"}
    )


def _for(engine: str, api: Any, frame: Any) -> Any:
    return frame if engine == "duckdb" else import_module("sharewell.matching.linking.on_spark").frame(api, frame)


def _words(texts: Sequence[str], numbers: Whole) -> list[str | None]:
    listed = [*texts, None]
    return [listed[number] for number in numbers.tolist()]


def _numbers(numbers: Whole) -> list[str | None]:
    return [None if number == NOTHING else str(number) for number in numbers.tolist()]


def _swapped(day: str) -> str | None:
    year, month, of_month = day.split("-")
    return f"{year}{min(month, of_month)}{max(month, of_month)}" if of_month <= "12" else None
