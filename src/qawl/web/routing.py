"""Routes whose parts are told apart before they are decoded: an id may hold a slash, sent as %2F."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.routing import Match, Route
from starlette.types import Scope


class Place(Route):
    """A route like any other, but `mill%2F2024` is one part of its path, and not two."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return how well a request fits, and the parts of its path, decoded."""
        raw = scope.get("raw_path")  # which a server need not give
        if raw:
            match, found = super().matches({**scope, "path": raw.decode("latin-1")})
            if match is not Match.NONE:
                parts = found["path_params"].items()
                return match, {**found, "path_params": {name: unquote(part) for name, part in parts}}
        return super().matches(scope)
