"""A form that is not taken says why beside the field, and keeps what was written."""

import pytest
from serving import PAGE, form_token, hand_made

TOLD = 'aria-invalid="true" aria-describedby="problem"'


def test_a_correction_stays_in_the_form(client):
    place = f"/statements/{hand_made('en').article.id}/s1"
    written = {"csrf": form_token(client), "field": "kind", "value": "shouted", "note": "heard it myself"}
    page = client.post(place, data=written, headers=PAGE)
    assert page.status_code == 422
    assert '<option value="kind" selected>' in page.text
    assert 'name="value" value="shouted"' in page.text
    assert 'name="note" value="heard it myself"' in page.text
    assert TOLD in page.text


def test_a_name_that_is_not_kept_stays_in_the_form(client):
    page = client.post("/speakers/1", data={"csrf": form_token(client), "merge": "Nobody Atall"}, headers=PAGE)
    assert page.status_code == 422
    assert 'name="merge" value="Nobody Atall"' in page.text
    assert TOLD in page.text


@pytest.mark.parametrize("path", ["/", "/chain"])
def test_a_search_that_cannot_be_stays_in_its_box(client, path):
    page = client.get(f"{path}?q=(harbour", headers=PAGE)
    assert page.status_code == 422
    assert 'value="(harbour"' in page.text
    assert TOLD in page.text
