"""FollowTheMoney: checked by its own library where that is installed (it is no dependency), and by what it must say."""

from __future__ import annotations

import json

import pytest

from qawl.languages.pack import all_packs


@pytest.fixture(scope="session")
def entities(written):
    return [json.loads(line) for line in written("ftm").splitlines()]


def of(entities, schema):
    return [one["properties"] for one in entities if one["schema"] == schema]


def test_every_reference_has_its_entity(entities):
    known = {one["id"] for one in entities}
    for one in entities:
        for name in ("entity", "proof", "document", "subject", "object"):
            assert set(one["properties"].get(name, ())) <= known


def test_a_statement_is_a_note_about_its_speaker(entities):
    (note,) = (one for one in of(entities, "Note") if one["description"] == ["that it had broken off the talks"])
    names = {one["id"]: one["properties"].get("name") for one in entities}
    assert [names[number] for number in note["entity"]] == [["port authority"]]
    assert note["keywords"] == ["indirect", "speech", "deny", "neutral"]
    assert note["detectedLanguage"] == ["eng"]


def test_an_edge_leads_from_the_article_to_the_speaker(entities):
    denied = ["that it had broken off the talks"]
    (edge,) = (one for one in of(entities, "Documentation") if one["description"] == denied)
    assert edge["role"] == ["deny"]
    titles = {one["id"]: one["properties"].get("title") for one in entities}
    assert [titles[number] for number in edge["document"]] == [["Harbour strike to go on, union leader says"]]


def test_a_person_has_role_and_article(entities):
    (person,) = (one for one in of(entities, "Person") if one["name"] == ["Mary Okafor"])
    assert person["position"] == ["union leader"]
    assert person["proof"]


def test_the_same_name_is_one_entity_and_nobody_unnamed_is(written, reading):
    import msgspec

    one = reading("en")
    other = msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, id="another"))
    made = [json.loads(line) for line in written("ftm", one, other).splitlines()]
    numbers = {
        name: {each["id"] for each in made if each["properties"].get("name") == [name]}
        for name in ("Mary Okafor", "two people familiar with the talks")
    }
    assert {name: len(found) for name, found in numbers.items()} == {
        "Mary Okafor": 1,
        "two people familiar with the talks": 2,
    }


def test_languages_have_three_letters(entities):
    assert {code for one in of(entities, "Article") for code in one["language"]} == {"ara", "rus", "eng"}
    assert len(all_packs()) == 3


def test_the_library_takes_every_entity_and_leaves_its_values_as_they_are(entities):
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed, and need not be")
    for one in entities:
        proxy = ftm.model.get_proxy(one, cleaned=False)
        ftm.model.get(one["schema"]).validate(one)
        for name, values in one["properties"].items():
            if name not in ("bodyText", "title", "name", "description"):  # those lose white space at their edges
                assert sorted(proxy.get(name)) == sorted(values)
