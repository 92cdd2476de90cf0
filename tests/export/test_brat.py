"""brat standoff, read by a reader of our own that keeps to the published rules."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

ARTICLES = {"ar": "000001", "en": "000002", "ru": "000003", "awkward": "000004"}


@pytest.fixture(scope="session")
def archive(written):
    return zipfile.ZipFile(io.BytesIO(written("brat")))


@pytest.fixture(scope="session")
def parsed(archive):
    """Gives text, bounds (id: type, ranges, words), events (id: trigger, arguments) and notes of an article."""

    def parse(name):
        text = archive.read(f"{ARTICLES[name]}.txt").decode()
        bounds, events, rest = {}, {}, []
        for line in archive.read(f"{ARTICLES[name]}.ann").decode().splitlines():
            number, _, more = line.partition("\t")
            if number.startswith("T"):
                place, words = more.split("\t")
                type_, _, ranges = place.partition(" ")
                bounds[number] = (type_, [tuple(map(int, one.split(" "))) for one in ranges.split(";")], words)
            elif number.startswith("E"):
                trigger, *arguments = more.split(" ")
                events[number] = (trigger.split(":")[1], [tuple(one.split(":")) for one in arguments])
            else:
                rest.append((number, more))
        return text, bounds, events, rest

    return parse


def test_everybody_may_read_what_is_unpacked(archive):
    assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}


@pytest.mark.parametrize("name", ARTICLES)
def test_the_text_is_the_text_of_record(parsed, readings, name):
    text = readings[list(ARTICLES).index(name)].article.text
    assert parsed(name)[0] == text.replace("\x00", "�").replace("\x85", "�")


@pytest.mark.parametrize("name", ARTICLES)
def test_every_annotation_says_what_stands_there_and_keeps_to_its_line(parsed, name):
    text, bounds, _, _ = parsed(name)
    assert bounds
    for _, ranges, words in bounds.values():
        assert words == " ".join(text[start:end] for start, end in ranges)
        assert len(words.splitlines()) == 1
        assert ranges == sorted(ranges)


@pytest.mark.parametrize("name", ARTICLES)
def test_every_reference_has_its_end(parsed, name):
    _, bounds, events, rest = parsed(name)
    assert len(bounds) == len({(type_, *ranges) for type_, ranges, _ in bounds.values()})
    for trigger, arguments in events.values():
        assert bounds[trigger][0] == "Attribution"
        for role, target in arguments:
            assert target in events if role == "In" else bounds[target][0] == role
    for _, words in rest:
        assert words.split()[1] in events


def test_a_statement_is_an_event(parsed):
    _, bounds, events, rest = parsed("en")
    (event,) = (e for e, (trigger, _) in events.items() if bounds[trigger][2] == "told" and _has(bounds, e, events))
    arguments = {role: bounds[target][2] for role, target in events[event][1] if role != "In"}
    assert arguments == {
        "Source": "she",
        "Content": '"They told us that there was no money," "I do not believe a word of it <b>yet</b>."',
        "Addressee": "reporters",
    }
    values = {words for _, words in rest if words.split()[1] == event}
    assert values >= {f"Kind {event} direct", f"Class {event} speech"}


def _has(bounds, event, events):
    return any(role == "Addressee" and bounds[target][2] == "reporters" for role, target in events[event][1])


def test_a_content_over_lines_is_cut_at_their_ends(parsed):
    _, bounds, _, _ = parsed("awkward")
    contents = [words for type_, _, words in bounds.values() if type_ == "Content"]
    assert "the wheel would turn, and that the 😀 dam" in contents


def test_the_configuration_knows_every_type_and_value(archive, parsed):
    known = archive.read("annotation.conf").decode()
    for name in ARTICLES:
        _, bounds, _, rest = parsed(name)
        assert all(re.search(rf"^{type_}\b", known, re.MULTILINE) for type_, _, _ in bounds.values())
        for number, words in rest:
            if number.startswith("A"):
                attribute, _, value = words.split(" ")
                (values,) = re.findall(rf"^{attribute}\t.*Value:(\S*)$", known, re.MULTILINE)
                assert value in values.split("|")
