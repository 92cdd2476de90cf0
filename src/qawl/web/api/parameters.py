"""The parameters of an address: what each may be, and the query that they make."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import msgspec
from starlette.datastructures import QueryParams

from qawl.errors import UsageError
from qawl.languages.pack import load_pack
from qawl.model import Kind, Stance
from qawl.search.query import Query, Sort
from qawl.store.finding import FARTHEST, MOST

_LONGEST = 1_000  # code points of one value
_MOST_VALUES = 50
_TEXT: Mapping[str, Any] = {"type": "string", "maxLength": _LONGEST}
_DAY: Mapping[str, Any] = {"type": "string", "format": "date"}


class Parameter(msgspec.Struct, frozen=True):
    """One parameter: its name, JSON Schema and meaning; `field` is what a query calls it."""

    name: str
    schema: Mapping[str, Any]
    meaning: str
    field: str = ""
    is_list: bool = False


FILTERS = (
    Parameter("q", _TEXT, "Words in the query language of docs/query.md.", "text"),
    Parameter("speaker", _TEXT, "Who said it, in any script."),
    Parameter("role", _TEXT, "The speaker's role, as the page states it."),
    Parameter("addressee", _TEXT, "To whom it was said."),
    Parameter("channel", _TEXT, "Where it was said: a broadcast, an account, an interview."),
    Parameter("agency", _TEXT, "The agency that passed it on."),
    Parameter("outlet", _TEXT, "The publisher of the page."),
    Parameter("lang", _TEXT, "The language of the page.", is_list=True),
    Parameter("act", _TEXT, "What was done by saying it: deny, demand, promise …", is_list=True),
    Parameter("kind", {"enum": get_args(Kind)}, "How it is reported.", is_list=True),
    Parameter("stance", {"enum": get_args(Stance)}, "How the page stands to it.", is_list=True),
    Parameter("since", _DAY, "Published on that day or later."),
    Parameter("until", _DAY, "Published on that day or earlier."),
    Parameter("exact_script", {"type": "boolean"}, "Find names only in the script they are written in."),
)
SORT = Parameter("sort", {"enum": get_args(Sort), "default": "newest"}, "The order of the hits.")
LIMIT = Parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": 20}, "Hits on a page.")
OFFSET = Parameter("offset", {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0}, "Hits to pass over.")
PAGING = (*FILTERS, SORT, LIMIT, OFFSET)


def query_of(params: QueryParams, known: Iterable[Parameter] = PAGING) -> Query:
    """Return what an address asks for. Raises UsageError for a parameter that there is not and for what cannot be."""
    values = values_of(params, known)
    for code in values.get("lang", ()):
        load_pack(code)
    try:
        return msgspec.convert(values, Query)
    except msgspec.ValidationError as error:
        raise UsageError(f"{error}: see /api/v1/openapi.json") from error


def values_of(params: QueryParams, known: Iterable[Parameter]) -> dict[str, Any]:
    """Return the values given, by the names that a query has for them."""
    by_name = {parameter.name: parameter for parameter in known}
    for name in params:
        if name not in by_name:
            choices = ", ".join(by_name) or "none"
            raise UsageError(f'"{name[:40]}": there is no such parameter here: those known are {choices}')
    return {
        parameter.field or parameter.name: _value(parameter, params.getlist(parameter.name))
        for parameter in by_name.values()
        if parameter.name in params
    }


def _value(parameter: Parameter, given: list[str]) -> Any:
    if len(given) > (_MOST_VALUES if parameter.is_list else 1):
        raise UsageError(f"{parameter.name}: given {len(given)} times: give it once")
    values = [_read(parameter, value) for value in given]
    return tuple(values) if parameter.is_list else values[0]


def _read(parameter: Parameter, value: str) -> Any:
    schema, name = parameter.schema, parameter.name
    if len(value) > _LONGEST:
        raise UsageError(f"{name}: more than {_LONGEST:,} characters: ask for less")
    if "enum" in schema and value not in schema["enum"]:
        raise UsageError(f'{name} "{value[:40]}": choose from {", ".join(schema["enum"])}')
    match schema.get("type"), schema.get("format"):
        case "integer", _:
            return _number(name, value, schema)
        case "boolean", _:
            return _truth(name, value)
        case _, "date":
            return _day(name, value)
    return value


def _number(name: str, value: str, schema: Mapping[str, Any]) -> int:
    least, most = schema["minimum"], schema["maximum"]
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 20 else -1
    if not least <= number <= most:
        raise UsageError(f'{name} "{value[:40]}": write a number from {least:,} to {most:,}')
    return number


def _truth(name: str, value: str) -> bool:
    if value not in ("true", "false"):
        raise UsageError(f'{name} "{value[:40]}": write true or false')
    return value == "true"


def _day(name: str, value: str) -> str:
    try:
        msgspec.convert(value, datetime.date)
    except msgspec.ValidationError as error:
        raise UsageError(f'{name} "{value[:40]}": this is no day: write it as 2021-12-16') from error
    return value
