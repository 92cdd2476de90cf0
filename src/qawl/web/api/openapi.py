"""The description of the interface in OpenAPI 3.1, made from its table and from the schemas of our values."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from qawl import __version__
from qawl.export.formats import FORMATS
from qawl.web.api.answers import JSON, answer
from qawl.web.api.endpoints import ENDPOINTS, PREFIX, Endpoint
from qawl.web.api.parameters import Parameter
from qawl.web.problems import MEDIA_TYPE, Problem

PATH = PREFIX + "/openapi.json"
_REFERENCE = "#/components/schemas/{name}"
_ALWAYS = (401, 404, 405, 422, 429, 500, 503)  # problems that every address may have


async def describe(request: Request) -> Response:
    """Answer with the description."""
    return answer(request, openapi())


def openapi() -> dict[str, Any]:
    """Return the description."""
    kinds = [one for endpoint in ENDPOINTS for one in (endpoint.gives, endpoint.takes) if one is not None]
    _, components = msgspec.json.schema_components([*dict.fromkeys(kinds), Problem], ref_template=_REFERENCE)
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(PREFIX + endpoint.path, {})[endpoint.method] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "qawl", "version": __version__, "description": "Who said what, and on whose word."},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "password": {"type": "http", "scheme": "basic"},
            },
        },
        "security": [{}, {"token": []}, {"password": []}],
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    named = re.findall(r"\{(\w+)\}", endpoint.path)
    parts = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named]
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.meaning,
        "parameters": [*parts, *map(_parameter, endpoint.parameters)],
        "responses": {str(endpoint.status): _success(endpoint), **_problems(endpoint)},
    }
    if endpoint.takes is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": _schema(endpoint.takes)}}}
    return operation


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = dict(parameter.schema)
    if parameter.is_list:
        schema = {"type": "array", "items": schema, "maxItems": 50}
    return {"name": parameter.name, "in": "query", "description": parameter.meaning, "schema": schema}


def _success(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.gives is None:
        kinds = {one.media_type.split(";")[0] for one in FORMATS.values()}
        return {"description": "The file.", "content": {kind: {} for kind in sorted(kinds)}}
    return {"description": "What was asked for.", "content": {JSON: {"schema": _schema(endpoint.gives)}}}


def _problems(endpoint: Endpoint) -> dict[str, Any]:
    told = {"content": {MEDIA_TYPE: {"schema": _schema(Problem)}}}
    statuses = sorted({*_ALWAYS, *endpoint.problems})
    problems = {str(status): {"description": HTTPStatus(status).phrase, **told} for status in statuses}
    if HTTPStatus.CREATED in endpoint.problems:
        problems["201"] = {**_success(endpoint), "description": "It was kept."}
    return problems


def _schema(kind: type) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=kind.__name__)}
