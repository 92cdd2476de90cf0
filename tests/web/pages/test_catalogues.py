"""The three catalogues say everything that the pages say, and nothing else."""

import csv
import re
from functools import cache
from typing import get_args

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from qawl.languages.pack import installed, load_pack
from qawl.model import Class, CreditKind, Kind, LinkKind, SpeakerKind, Stance
from qawl.web.pages import articles
from qawl.web.pages.labels import KNOWN_ACTS
from qawl.web.pages.selection import DAYS, LISTS, WORDS
from qawl.web.pages.tongues import FOLDER, spoken, translations

WEB = FOLDER.parent
CODES = tuple(tongue.code for tongue in spoken())
SCRIPTS = {"ar": "[ء-ي]", "ru": "[а-яё]", "en": "[a-z]"}
CHOICES = {
    "act": KNOWN_ACTS,
    "kind": get_args(Kind),
    "class": get_args(Class),
    "stance": get_args(Stance),
    "step": get_args(LinkKind),
    "credit": get_args(CreditKind),
    "speaker": get_args(SpeakerKind),
    "field": (*WORDS, *LISTS, *DAYS, *articles.CORRECTABLE),
}


@cache
def catalogue(code):
    with (FOLDER / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def messages(code):
    return {(message.context, message.id): message for message in catalogue(code) if message.id}


def said_by_the_pages():
    """Give what templates and modules ask the catalogue for with words of their own."""
    found = set()
    for folder, method in ((WEB / "templates", "jinja2.ext:babel_extract"), (WEB / "pages", "python")):
        for _, _, message, _, context in extract_from_dir(str(folder), method_map=[("**", method)]):
            found.add((context, message))
    return found


def test_every_folder_is_in_the_switch():
    assert sorted(CODES) == sorted(path.name for path in FOLDER.iterdir() if path.is_dir()) == ["ar", "en", "ru"]


@pytest.mark.parametrize("code", CODES)
def test_catalogue_has_what_the_pages_say_and_nothing_else(code):
    known = {key for key in messages(code) if key[0] is None}
    assert known == said_by_the_pages()


def test_catalogues_have_the_same_messages():
    assert set(messages("ar")) == set(messages("ru")) == set(messages("en"))


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missing_or_fuzzy(code):
    forms = get_plural(code).num_plurals
    for key, message in messages(code).items():
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(said), key
        assert not message.fuzzy, key
        assert len(said) == (forms if isinstance(message.id, tuple) else 1), key
        assert not list(message.check(catalogue(code))), key


@pytest.mark.parametrize("code", CODES)
def test_translation_is_in_its_own_script(code):
    for key, message in messages(code).items():
        said = message.string if isinstance(message.string, str) else message.string[-1]
        assert re.search(SCRIPTS[code], said, re.IGNORECASE), key


@pytest.mark.parametrize("code", CODES)
def test_translation_keeps_the_places_of_values(code):
    for key, message in messages(code).items():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(re.findall(r"%\((\w+)\)s", ids[-1]))
        said = message.string if isinstance(message.string, str) else message.string[-1]
        assert set(re.findall(r"%\((\w+)\)s", said)) == wanted, key


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("context", CHOICES)
def test_every_value_of_the_model_has_a_name(code, context):
    known = messages(code)
    for value in CHOICES[context]:
        assert (context, value) in known, f"{code}: {context} {value}"


def test_acts_are_those_of_the_packs():
    acts = set()
    for code in installed():
        with (load_pack(code).folder / "cues.tsv").open(encoding="utf-8", newline="") as file:
            acts |= {row["act"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert acts == set(KNOWN_ACTS)


PLURALS = [
    ("ar", 0, "لا تصريحات"),
    ("ar", 1, "تصريح واحد"),
    ("ar", 2, "تصريحان"),
    ("ar", 5, "5 تصريحات"),
    ("ar", 10, "10 تصريحات"),
    ("ar", 11, "11 تصريحًا"),
    ("ar", 99, "99 تصريحًا"),
    ("ar", 100, "100 تصريح"),
    ("ar", 103, "103 تصريحات"),
    ("ru", 0, "0 высказываний"),
    ("ru", 1, "1 высказывание"),
    ("ru", 2, "2 высказывания"),
    ("ru", 5, "5 высказываний"),
    ("ru", 11, "11 высказываний"),
    ("ru", 21, "21 высказывание"),
    ("ru", 112, "112 высказываний"),
    ("en", 0, "0 statements"),
    ("en", 1, "1 statement"),
    ("en", 2, "2 statements"),
]


@pytest.mark.parametrize(("code", "number", "words"), PLURALS)
def test_plurals(code, number, words):
    said = translations(code).ngettext("%(count)s statement", "%(count)s statements", number)
    assert said % {"count": number} == words
