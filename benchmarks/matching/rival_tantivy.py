"""
A rival of another kind: a search engine's index (tantivy, like Lucene) with fuzzy words, its best rescored.

Asked in three ways: its fifty best, as quick as it goes; two hundred, asked with all that our own question knows; and two
thousand, which at twelve million is what it takes to find as many as the tantivy from which the aim came. Whose each
document is, is held in memory for it, or is fetched from its own store as its guide shows.
"""

import shutil
import sys
from pathlib import Path

import numpy as np
import tantivy

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching import coding, names, question
from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import People
from sharewell.matching.question import swapped_day
from sharewell.matching.scoring import Spelling, best

MOST = 50
MOST_WIDELY = 200  # of so many more that fit
MOST_DEEPLY = 2000
SHORT = 5  # letters: as Lucene's engines draw the line


def schema() -> tantivy.Schema:
    """Give the fields: names as words, birth day and place as numbers, the person to name."""
    build = tantivy.SchemaBuilder()
    for name in ("given", "family"):
        build.add_text_field(name, tokenizer_name="raw")
    for name in ("born", "place"):
        build.add_integer_field(name, indexed=True)
    build.add_integer_field("pid", stored=True)
    return build.build()


def fill(folder: Path, people: People, codes: dict[str, int]) -> None:
    """Make the index in a folder, and beside it the rows by which what it finds is weighed."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "index").mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(folder / "index"))
    writer = index.writer(heap_size=512_000_000)
    rows = zip(people.family.tolist(), people.second.tolist(), people.given.tolist(), people.born.tolist(),
               people.place.tolist(), strict=True)  # fmt: skip
    for pid, (family, second, given, born, place) in enumerate(rows):
        document = tantivy.Document()
        document.add_text("given", people.given_names[given])
        document.add_text("family", people.family_names[family])
        if second >= 0:
            document.add_text("family", people.family_names[second])
        document.add_integer("born", born)
        document.add_integer("place", place)
        document.add_integer("pid", pid)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    family_codes, given_codes = (
        np.array([codes[name] for name in names]) for names in (people.family_names, people.given_names)
    )
    columns = (np.arange(len(people)), family_codes[people.family], given_codes[people.given], people.place,
               people.born, people.sex)  # fmt: skip
    np.save(folder / "rows.npy", np.array(columns, np.int32))
    np.save(folder / "pids.npy", _pids(tantivy.Index.open(str(folder / "index")).searcher()))


def _pids(searcher: tantivy.Searcher) -> np.ndarray:
    """Give whose each document is, by segment and place: to fetch two thousand documents takes longer than to find them."""
    addresses = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits
    held = np.array([(one.segment_ord, one.doc, searcher.doc(one)["pid"][0]) for _score, one in addresses], np.int32)
    found = np.full((held[:, 0].max() + 1, held[:, 1].max() + 1), -1, np.int32)
    found[held[:, 0], held[:, 1]] = held[:, 2]
    return found


class Side:
    """The index, opened, and the rows in memory to weigh what it finds."""

    def __init__(self, folder: Path, *, fetches: bool = False) -> None:
        self.fetches = fetches
        self.schema = schema()
        self.index = tantivy.Index.open(str(folder / "index"))
        self.searcher = self.index.searcher()
        self.columns, self.pids = np.load(folder / "rows.npy"), np.load(folder / "pids.npy")


def look_up_widely(side: Side, asked: Known, vocabulary: dict[int, Spelling]) -> list[tuple[int, float]]:
    """Ask for all that our own question knows: short forms, wrong days, crossed names, long words two letters apart."""
    query, schema = tantivy.Query, side.schema
    words = question.of(asked)
    named = {"given": (words.given, words.family), "family": (words.family, words.given)}
    parts = [
        query.boost_query(
            query.fuzzy_term_query(schema, field, part, distance=2 if len(part) > SHORT else 1), 1.0 if own else 0.5
        )
        for field, both in named.items()
        for own, texts in zip((True, False), both, strict=True)
        for part in texts
    ]
    parts += [query.term_query(schema, "given", form) for form in words.given_near]
    days = [(day, 1.0 if day == words.day else 0.5) for day in words.days if day != coding.NO_DAY]
    parts += [query.boost_query(query.term_query(schema, "born", day), weight) for day, weight in days]
    return _weighed(side, parts, asked, vocabulary, MOST_WIDELY)


def look_up(side: Side, asked: Known, vocabulary: dict[int, Spelling]) -> list[tuple[int, float]]:
    """Ask for words one letter apart, the day either way round, and the place; fifty are weighed."""
    return _weighed(side, _words_and_days(side, asked), asked, vocabulary)


def look_up_deeply(side: Side, asked: Known, vocabulary: dict[int, Spelling]) -> list[tuple[int, float]]:
    """Ask for the same, and weigh two thousand."""
    return _weighed(side, _words_and_days(side, asked), asked, vocabulary, MOST_DEEPLY)


def _words_and_days(side: Side, asked: Known) -> list[tantivy.Query]:
    query, schema = tantivy.Query, side.schema
    parts = [query.fuzzy_term_query(schema, "given", part, distance=1) for part in names.parts(asked.given)[:2]]
    parts += [query.fuzzy_term_query(schema, "family", part, distance=1) for part in names.parts(asked.family)]
    if asked.born_on:
        days = {coding.day(asked.born_on), swapped_day(asked.born_on)} - {None}
        parts += [query.term_query(schema, "born", day) for day in days]
    return parts


def _weighed(
    side: Side, parts: list[tantivy.Query], asked: Known, vocabulary: dict[int, Spelling], most: int = MOST
) -> list[tuple[int, float]]:
    query, schema = tantivy.Query, side.schema
    if " " in asked.postcode:
        parts.append(query.term_query(schema, "place", coding.place(asked.postcode)))
    hits = side.searcher.search(query.boolean_query([(tantivy.Occur.Should, one) for one in parts]), most).hits
    if side.fetches:
        pids = np.array([side.searcher.doc(address)["pid"][0] for _score, address in hits], np.int64)
    else:
        pids = np.array([side.pids[address.segment_ord, address.doc] for _score, address in hits], np.int64)
    if not len(pids):
        return []
    return best(asked, np.array([column[pids] for column in side.columns]).T.tolist(), vocabulary)
