"""One thing to read in the library: a few paragraphs, their source, and the rules that carry them out."""

from dataclasses import dataclass

from sharewell.rules.citations import SOURCES, Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the library. ``source`` is a key of the sources; ``rules`` are the rules that act on it."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    source: str
    rules: tuple[str, ...] = ()

    @property
    def cited(self) -> Source:
        """Give the source."""
        return SOURCES[self.source]
