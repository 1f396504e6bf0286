"""The rows of a sheet: which columns a class asks for, and how one is made of what the database gave."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from itertools import count
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, DateTimeField, Field, Model, UUIDField

Reader = Callable[[Sequence[Any]], Any]
Convert = Callable[[Any], Any]

# What JSON has no kind of its own for, and how it is read from its text.
_KINDS: dict[type, Convert] = {UUID: UUID, datetime: datetime.fromisoformat, date: date.fromisoformat}


def columns(row: type, related: Sequence[str] = ()) -> list[str]:
    """Give the columns that a class asks for, as the query builder names them."""
    if issubclass(row, Model):
        own = [field.attname for field in row._meta.concrete_fields]
        return own + [f"{path}__{name}" for path in related for name in columns(_model_at(row, path))]
    return list(_columns(row))


def reader(row: type, related: Sequence[str] = ()) -> Reader:
    """Give what makes a row of a class out of the values of its columns."""
    if issubclass(row, Model):
        return _model_reader(row, related)
    return _dataclass_reader(row, count())


def _columns(row: Any, path: str = "") -> Iterator[str]:
    for name, kind, _is_optional in _fields(row):
        if is_dataclass(kind):
            yield from _columns(kind, f"{path}{name}__")
        else:
            yield path + name


def _dataclass_reader(row: Any, places: Iterator[int]) -> Reader:
    """Take the class and the places of its values; a related row that may be missing is none when its first is."""
    steps: list[Reader] = []
    for _name, kind, is_optional in _fields(row):
        if is_dataclass(kind):
            first = next(places)
            nested = _dataclass_reader(kind, _from(first, places))
            steps.append(_or_none(first, nested) if is_optional else nested)
        else:
            steps.append(_value(next(places), _KINDS.get(kind)))
    return lambda told: row(*[step(told) for step in steps])


def _from(first: int, places: Iterator[int]) -> Iterator[int]:
    yield first
    yield from places


def _or_none(first: int, nested: Reader) -> Reader:
    return lambda told: None if told[first] is None else nested(told)


def _value(place: int, convert: Convert | None) -> Reader:
    if convert is None:
        return itemgetter(place)
    return lambda told: None if told[place] is None else convert(told[place])


def _fields(row: Any) -> list[tuple[str, Any, bool]]:
    """Give each field's name, its kind, and whether it may be none."""
    hints = get_type_hints(row)
    found = []
    for field in fields(row):
        hint = hints[field.name]
        kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        found.append((field.name, next(kind for kind in kinds if kind is not NoneType), NoneType in kinds))
    return found


def _model_reader(row: type[Model], related: Sequence[str]) -> Reader:
    """Related rows are set where the query builder's ``select_related`` would set them."""
    start = len(row._meta.concrete_fields)
    own = _instance_reader(row, 0)
    others = []
    for path in related:
        model = _model_at(row, path)
        *way, name = path.split("__")
        others.append((way, name, start, _instance_reader(model, start)))
        start += len(model._meta.concrete_fields)

    def made(told: Sequence[Any]) -> Any:
        instance = own(told)
        for way, name, first, other in others:
            holder = instance
            for step in way:
                holder = holder and getattr(holder, step)
            if holder is not None:
                holder._state.fields_cache[name] = None if told[first] is None else other(told)
        return instance

    return made


def _instance_reader(model: type[Model], first: int) -> Reader:
    names = [field.attname for field in model._meta.concrete_fields]
    steps = [_value(first + number, _of_field(field)) for number, field in enumerate(model._meta.concrete_fields)]
    return lambda told: model.from_db("default", names, [step(told) for step in steps])


def _of_field(field: "Field[Any, Any]") -> Convert | None:
    target = getattr(field, "target_field", field)
    if isinstance(target, ArrayField):
        one = _of_field(target.base_field)
        return (lambda told: [one(item) for item in told]) if one else None
    if isinstance(target, UUIDField):
        return UUID
    if isinstance(target, DateTimeField):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(target, DateField) else None


def _model_at(row: type[Model], path: str) -> type[Model]:
    for step in path.split("__"):
        related = row._meta.get_field(step).related_model
        assert isinstance(related, type)
        row = related
    return row
