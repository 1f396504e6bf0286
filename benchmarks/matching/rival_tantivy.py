"""A rival of another kind: a search engine's index (tantivy, like Lucene) with fuzzy words, fifty best rescored."""

import sys
from pathlib import Path

import numpy as np
import tantivy

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching import coding, names
from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import People
from sharewell.matching.question import swapped_day
from sharewell.matching.scoring import Columns, Spelling, best

MOST = 50


class Side:
    """The index in memory, and the rows to weigh what it finds."""

    def __init__(self, people: People, family: np.ndarray, given: np.ndarray) -> None:
        build = tantivy.SchemaBuilder()
        for name in ("given", "family"):
            build.add_text_field(name, tokenizer_name="raw")
        for name in ("born", "place"):
            build.add_integer_field(name, indexed=True)
        build.add_integer_field("pid", stored=True)
        self.schema = build.build()
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer(heap_size=256_000_000)
        for pid in range(len(people)):
            document = tantivy.Document()
            document.add_text("given", people.given_names[people.given[pid]])
            document.add_text("family", people.family_names[people.family[pid]])
            if people.second[pid] >= 0:
                document.add_text("family", people.family_names[people.second[pid]])
            document.add_integer("born", int(people.born[pid]))
            document.add_integer("place", int(people.place[pid]))
            document.add_integer("pid", pid)
            writer.add_document(document)
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()
        pids = np.arange(len(people))
        self.columns = (
            pids, family[people.family].astype(np.int64), given[people.given].astype(np.int64),
            people.place.astype(np.int64), people.born.astype(np.int64), people.sex.astype(np.int64),
        )  # fmt: skip


def look_up(side: Side, asked: Known, vocabulary: dict[int, Spelling]) -> list[tuple[int, float]]:
    """Ask for words one letter apart, the day either way round, and the place."""
    query, schema = tantivy.Query, side.schema
    parts = [query.fuzzy_term_query(schema, "given", part, distance=1) for part in names.parts(asked.given)[:2]]
    parts += [query.fuzzy_term_query(schema, "family", part, distance=1) for part in names.parts(asked.family)]
    if asked.born_on:
        days = {coding.day(asked.born_on), swapped_day(asked.born_on)} - {None}
        parts += [query.term_query(schema, "born", day) for day in days]
    if " " in asked.postcode:
        parts.append(query.term_query(schema, "place", coding.place(asked.postcode)))
    hits = side.searcher.search(query.boolean_query([(tantivy.Occur.Should, one) for one in parts]), MOST).hits
    pids = np.array([side.searcher.doc(address)["pid"][0] for _score, address in hits], np.int64)
    if not len(pids):
        return []
    return best(asked, Columns(*(column[pids] for column in side.columns)), vocabulary)
