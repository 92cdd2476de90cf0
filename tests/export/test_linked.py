"""JSON-LD: the terms are those of the published contexts, and every quotation stands where it is said to stand."""

from __future__ import annotations

import json

import pytest

# terms that http://www.w3.org/ns/anno.jsonld defines and these files use
ANNOTATION_TERMS = {
    "@context", "id", "type", "label", "first", "total", "partOf", "startIndex", "items", "motivation", "generator",
    "name", "body", "target", "purpose", "value", "format", "language", "textDirection", "source", "selector",
    "exact", "prefix", "suffix", "start", "end",
}  # fmt: skip
ANNOTATION_TYPES = {
    "AnnotationCollection", "AnnotationPage", "Annotation", "Software", "TextualBody", "SpecificResource",
    "TextQuoteSelector", "TextPositionSelector",
}  # fmt: skip
MOTIVATIONS = {"identifying", "classifying"}
_WORK = {"@id", "@type", "text", "inLanguage", "isBasedOn", "creditText", "audience", "publication", "dateCreated",
         "temporal", "locationCreated", "provider", "keywords", "isPartOf", "creator"}  # fmt: skip
# the properties that schema.org gives each type, of those used
SCHEMA_TERMS = {
    "NewsArticle": {"@id", "@type", "url", "headline", "inLanguage", "datePublished", "dateModified", "publisher",
                    "author", "creditText", "dateline", "articleBody", "hasPart"},
    "Quotation": _WORK | {"spokenByCharacter"},
    "Claim": _WORK,
    "Person": {"@id", "@type", "name", "alternateName", "jobTitle", "affiliation"},
    "Organization": {"@id", "@type", "name", "alternateName", "description"},
    "CreativeWork": {"@id", "@type", "name", "alternateName"},
    "Audience": {"@type", "name"},
    "PublicationEvent": {"@type", "name"},
    "Place": {"@type", "name"},
}  # fmt: skip


@pytest.fixture(scope="session")
def collection(written):
    return json.loads(written("annotation"))


@pytest.fixture(scope="session")
def graph(written):
    made = json.loads(written("schema"))
    assert made["@context"] == "https://schema.org"
    return made["@graph"]


def nodes(value):
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)


def test_annotations_use_only_terms_of_the_context(collection):
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for node in nodes(collection):
        assert set(node) <= ANNOTATION_TERMS
        assert node.get("type", "Annotation") in ANNOTATION_TYPES
        assert {node.get("purpose", "identifying"), *node.get("motivation", ())} <= MOTIVATIONS


def test_the_collection_counts_its_items(collection, readings):
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == sum(len(one.statements) for one in readings)
    assert len({item["id"] for item in items}) == len(items)
    assert collection["first"]["partOf"] == collection["id"]


def test_a_quotation_stands_where_its_position_says_and_between_its_words(collection, readings):
    texts = [one.article.text for one in readings for _ in one.statements]
    for text, item in zip(texts, collection["first"]["items"], strict=True):
        for target in item["target"]:
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_bodies_say_what_is_known(collection):
    (item,) = (one for one in collection["first"]["items"] if _said(one, "reporters", "direct"))
    bodies = {body["label"]: (body["purpose"], body["value"]) for body in item["body"]}
    assert bodies["speaker"] == ("identifying", "Mary Okafor")
    assert bodies["role"] == ("identifying", "union leader")
    assert bodies["cue"] == ("identifying", "told")
    assert bodies["act"] == ("classifying", "say")
    assert [target["selector"][0]["exact"] for target in item["target"]] == [
        '"They told us that there was no money,"',
        '"I do not believe a word of it <b>yet</b>."',
    ]


def _said(item, *values):
    return {body["value"] for body in item["body"]} >= set(values)


def test_an_article_with_an_address_is_named_by_it(collection):
    sources = {target["source"] for item in collection["first"]["items"] for target in item["target"]}
    assert "https://example.org/ar/port" in sources
    assert all(source.startswith(("https://", "urn:uuid:")) for source in sources)


def test_schema_org_types_have_only_their_properties(graph):
    for node in nodes(graph):
        if set(node) != {"@id"}:
            assert set(node) <= SCHEMA_TERMS[node["@type"]], node["@type"]


def test_quoted_words_are_a_quotation_and_their_sense_is_a_claim(graph):
    article = next(one for one in graph if one.get("headline") == "Harbour strike to go on, union leader says")
    parts = {part["text"]: part for part in article["hasPart"]}
    quoted = parts['"They told us that there was no money," … "I do not believe a word of it <b>yet</b>."']
    assert quoted["@type"] == "Quotation"
    assert (quoted["spokenByCharacter"]["name"], quoted["spokenByCharacter"]["jobTitle"]) == (
        "Mary Okafor", "union leader",
    )  # fmt: skip
    assert quoted["audience"] == {"@type": "Audience", "name": "reporters"}
    claim = parts["that it had broken off the talks"]
    assert claim["@type"] == "Claim"
    assert claim["creator"]["@type"] == "Organization"
    assert article["datePublished"] == "2022-06-03"
    assert all(part["isPartOf"] == {"@id": article["@id"]} for part in article["hasPart"])
