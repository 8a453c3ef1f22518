"""The OpenAPI 3.1 document, made from the routes that answer and the models that read and write."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Literal, cast

from aiohttp import web
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.http.route import Media, Route, Shape
from server.wire.base import MAX_ID
from server.wire.errors import Problem

Schema = dict[str, Any]
Mode = Literal["validation", "serialization"]
Schemas = Mapping[tuple[type[BaseModel], Mode], Schema]

REFERENCE = "#/components/schemas/{model}"
PROBLEM = "application/problem+json"
DESCRIPTION = """Diners order in their own words, the kitchen sees the ticket at once.

Money is a string with the currency's decimals. Times are RFC 3339 in UTC. Every error is
`application/problem+json`. Log in, and send the access token as `Authorization: Bearer`."""
TAGS = {
    "auth": "Accounts",
    "restaurants": "Restaurants",
    "categories": "Menu",
    "items": "Menu",
    "public": "Diners",
    "kitchen": "Kitchen",
    "bills": "Bills",
    "ws": "Kitchen",
    "openapi.json": "Operation",
    "docs": "Operation",
    "healthz": "Operation",
    "readyz": "Operation",
    "metrics": "Operation",
}
PAGES = "Pages"
UUID_SCHEMA = {"type": "string", "format": "uuid"}
ID_SCHEMA = {"type": "integer", "minimum": 1, "maximum": MAX_ID}
PARAMETERS: Mapping[str, Schema] = {
    "restaurant_id": UUID_SCHEMA,
    "order_id": UUID_SCHEMA,
    "bill_id": UUID_SCHEMA,
    "slug": {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["luigis"]},
    "code": {"type": "string", "minLength": 1, "maxLength": 64},
    "token": {"type": "string", "minLength": 1, "maxLength": 200},
    "file": {"type": "string"},
}
RETRY_AFTER = {
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}
}
TOO_LONG = 431
"""Of every route: its first line or a header is over 8 KB, which `server.http.protocol` refuses."""
ERROR_HEADERS: Mapping[int, Schema] = {
    401: {"WWW-Authenticate": {"description": "How to log in.", "schema": {"type": "string"}}},
    429: RETRY_AFTER,
    503: RETRY_AFTER,
}


class Document:
    """The document of `routes` as bytes, made when first asked for."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = routes

    @cached_property
    def body(self) -> bytes:
        """The document in JSON."""
        return json.dumps(build(self._routes), ensure_ascii=False).encode()

    @cached_property
    def etag(self) -> str:
        """A strong tag of the body, in quotes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


DOCUMENT = web.AppKey("document", Document)


def build(routes: Iterable[Route]) -> Schema:
    """Make the document of all routes that are documented."""
    shown = [route for route in routes if route.documented]
    schemas, components = _schemas(shown)
    paths: dict[str, Schema] = {}
    for route in shown:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "AI QR Ordering",
            "version": version("aiqr"),
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": name} for name in dict.fromkeys([*TAGS.values(), PAGES])],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"login": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def errors_of(route: Route) -> list[int]:
    """Return every status of an error that a route may answer: what it says itself, and what follows from its fields."""
    found = {*route.errors, TOO_LONG}
    if route.body or route.query or route.headers:
        found.add(400)
    if route.body:
        found |= {408, 413, 415}
    if route.access != "public":
        found.add(401)
    if route.parameters:
        found.add(404)
    if route.access in {"waiter", "manager", "owner"}:
        found.add(403)
    if route.limit:
        found.add(429)
    if route.name != "healthz":
        found.add(503)
    return sorted(found)


def _schemas(routes: Sequence[Route]) -> tuple[Schemas, Schema]:
    wanted: dict[tuple[type[BaseModel], Mode], None] = {(Problem, "serialization"): None}
    for route in routes:
        wanted.update(dict.fromkeys((model, "validation") for model in _read(route)))
        wanted.update(dict.fromkeys((model, "serialization") for model in _written(route)))
    schemas, definitions = models_json_schema(list(wanted), ref_template=REFERENCE)
    return cast("Schemas", schemas), definitions.get("$defs", {})


def _read(route: Route) -> list[type[BaseModel]]:
    return [model] if (model := _model(route.body)) else []


def _written(route: Route) -> list[type[BaseModel]]:
    return [model for shape in route.answers.values() if (model := _model(shape))]


def _model(shape: Shape) -> type[BaseModel] | None:
    if isinstance(shape, list):
        model: type[BaseModel] = shape[0]
        return model
    return shape.model if isinstance(shape, Media) else shape


def _operation(route: Route, schemas: Schemas) -> Schema:
    operation: Schema = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [_tag(route)],
        "parameters": [
            *_path_parameters(route),
            *_query_parameters(route),
            *_header_parameters(route),
        ],
        "responses": _responses(route, schemas),
    }
    if route.access != "public":
        operation["description"] = f"Needs {_standing(route)}."
        operation["security"] = [{"login": []}]
    elif route.may_log_in:
        operation["security"] = [{}, {"login": []}]
    if route.body:
        operation["requestBody"] = {
            "required": True,
            "content": _content(route.body, schemas, "validation"),
        }
    return operation


def _tag(route: Route) -> str:
    first, *rest = route.path.strip("/").split("/")
    return TAGS.get(rest[0] if first == "api" and rest else first, PAGES)


def _standing(route: Route) -> str:
    if route.access == "login":
        return "a login"
    return (
        "any member of the restaurant"
        if route.access == "kitchen"
        else f"the role {route.access}, or a higher one"
    )


def _path_parameters(route: Route) -> list[Schema]:
    return [
        {"name": name, "in": "path", "required": True, "schema": PARAMETERS.get(name, ID_SCHEMA)}
        for name in route.parameters
    ]


def _query_parameters(route: Route) -> list[Schema]:
    if route.query is None:
        return []
    described = route.query.model_json_schema(mode="validation", ref_template=REFERENCE)
    required = described.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": _without_null(schema)}
        for name, schema in described["properties"].items()
    ]


def _without_null(schema: Schema) -> Schema:
    """A parameter of a query is there or not: null cannot be written."""
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    kept = {name: value for name, value in schema.items() if name not in {"anyOf", "default", "title"}}
    if schema.get("default") is not None:
        kept["default"] = schema["default"]
    if len(choices) == 1:
        return {**choices[0], **kept}
    return {**kept, "anyOf": choices} if choices else kept


def _header_parameters(route: Route) -> list[Schema]:
    return [
        {"name": name, "in": "header", "required": False, "schema": dict(schema)}
        for name, schema in route.headers.items()
    ]


def _responses(route: Route, schemas: Schemas) -> Schema:
    answers = {str(status): _answer(status, shape, schemas) for status, shape in route.answers.items()}
    return answers | {str(status): _error(route, status, schemas) for status in errors_of(route)}


def _answer(status: int, shape: Shape, schemas: Schemas) -> Schema:
    answer: Schema = {"description": HTTPStatus(status).phrase}
    if shape is not None:
        answer["content"] = _content(shape, schemas, "serialization")
    return answer


def _error(route: Route, status: int, schemas: Schemas) -> Schema:
    content = {PROBLEM: {"schema": schemas[Problem, "serialization"]}}
    if _tag(route) == PAGES:
        content["text/html"] = {"schema": {"type": "string"}}
    error: Schema = {"description": HTTPStatus(status).phrase, "content": content}
    if status in ERROR_HEADERS:
        error["headers"] = ERROR_HEADERS[status]
    return error


def _content(shape: Shape, schemas: Schemas, mode: Mode) -> Schema:
    if isinstance(shape, Media):
        schema = schemas[shape.model, mode] if shape.model else dict(shape.schema)
        return {media: {"schema": schema} for media in shape.types}
    model = _model(shape)
    assert model is not None  # noqa: S101  a shape that is neither media nor nothing
    schema = schemas[model, mode]
    return {
        "application/json": {
            "schema": {"type": "array", "items": schema} if isinstance(shape, list) else schema
        }
    }
