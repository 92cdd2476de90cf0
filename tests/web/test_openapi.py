"""The description of the interface holds for what the server does."""

import re
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from serving import client_of, filled
from typer.main import get_command

from qawl.cli.main import app
from qawl.web.api.endpoints import ENDPOINTS, PREFIX
from qawl.web.api.openapi import PATH, openapi

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_description_is_answered(client):
    assert client.get(PATH).json() == client.get(PATH).json()
    assert set(client.get(PATH).json()["paths"]) == {PREFIX + one.path for one in ENDPOINTS}


def test_every_reference_has_its_schema():
    text, components = str(openapi()), openapi()["components"]["schemas"]
    assert set(re.findall(r"#/components/schemas/(\w+)", text)) <= set(components)


def test_every_address_and_parameter_is_documented():
    words = (DOCS / "api.md").read_text(encoding="utf-8")
    for endpoint in ENDPOINTS:
        assert f"`{PREFIX}{endpoint.path}`" in words
        for parameter in endpoint.parameters:
            assert f"`{parameter.name}`" in words


def test_every_option_of_the_server_is_documented():
    words = (DOCS / "serve.md").read_text(encoding="utf-8")
    options = [option for option in get_command(app).commands["serve"].params if option.name not in ("port", "reader")]
    assert len(options) >= 8
    for option in options:
        assert option.opts[0] in words


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 408, 413, 414, 415, 421, 422, 429, 500, 502, 503])
def test_every_status_is_documented(status):
    words = (DOCS / "api.md").read_text(encoding="utf-8")
    table = words[words.index("| status |") : words.index("Answers carry an `ETag`")]
    assert re.search(rf"^\|[^|]*\b{status}\b[^|]*\|", table, re.MULTILINE)


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    client = client_of(
        filled(tmp_path_factory.mktemp("api") / "news.db"), readings_a_minute=1_000_000, hosts=("testserver",)
    )
    yield schemathesis.openapi.from_asgi(PATH, client.app)
    client.app.state.service.store.close()


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_nothing_that_the_description_allows_breaks_the_server(described, endpoint):
    operation = described[PREFIX + endpoint.path][endpoint.method]

    @given(case=operation.as_strategy())
    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def holds(case):
        case.call_and_validate(checks=CHECKS)

    holds()
