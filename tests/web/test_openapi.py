"""The description of the interface holds for what the server does."""

import re
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from serving import client_of, filled

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
