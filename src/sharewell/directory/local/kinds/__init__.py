"""The kinds of local value, each with its own file."""

from sharewell.directory.local.kinds.clock import Clock
from sharewell.directory.local.kinds.kind import Kind
from sharewell.directory.local.kinds.name import Name
from sharewell.directory.local.kinds.note import Note
from sharewell.directory.local.kinds.number import Number
from sharewell.directory.local.kinds.period import Period

KINDS: dict[str, Kind] = {kind.id: kind for kind in (Number(), Clock(), Period(), Name(), Note())}
