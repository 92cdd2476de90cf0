"""Documents as sources: whose they are, or nobody's."""

from __future__ import annotations

import pytest

from .reading import names_of

OWNED = [
    ("ru", "В сообщении портовой полиции сказано, что рейс отменили.", "сообщении портовой полиции",
     "портовая полиция"),
    ("ru", "Порядок установлен специальным постановлением правительства.", "специальным постановлением правительства",
     "правительство"),
    ("ru", "Согласно оглашенному в понедельник решению Городского суда, порт открыт.",
     "оглашенному в понедельник решению Городского суда", "Городской суд"),
    ("en", "The ministry's statement said the port was open.", "The ministry's statement", "ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "source", "owner"), OWNED)
def test_a_document_speaks_for_whose_it_is(lang: str, text: str, source: str, owner: str) -> None:
    cue = {"В": "сказано", "П": "установлен", "С": "Согласно", "T": "said"}[text[0]]
    (name,) = names_of(lang, text, [(source, cue)])
    assert name is not None and name.removeprefix("The ") == owner


def test_a_document_without_an_owner_is_not_the_word_of_who_spoke_before() -> None:
    text = "The harbour council said it was glad. The report said the pier was unsafe."
    _, name = names_of("en", text, [("The harbour council", "said"), ("The report", "said")])
    assert name is not None and "report" in name.lower()


def test_a_message_without_an_owner_is_the_word_of_the_body_before() -> None:
    text = "Портовый суд сообщил, что рад. В сообщении сказано, что рейс отменён. В отчёте указано, что он полон."
    rows = [("Портовый суд", "сообщил"), ("сообщении", "сказано"), ("отчёте", "указано")]
    court, message, report = names_of("ru", text, rows)
    assert court == message == "Портовый суд"
    assert report != "Портовый суд"


def test_a_name_behind_a_document_is_its_owner() -> None:
    assert names_of("ru", "В сообщении Росморпорта сказано о рейсе.", [("сообщении Росморпорта", "сказано")]) == [
        "Росморпорт"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "source", "name"),
    [
        (
            "ru",
            "В сообщении Нижегородского суда сказано о рейсе.",
            "сообщении Нижегородского суда",
            "Нижегородский суд",
        ),
        ("ru", "В сообщении городской полиции сказано о рейсе.", "сообщении городской полиции", "городская полиция"),
        ("ru", "В Портпрокуратуре сказано о рейсе.", "Портпрокуратуре", "Портпрокуратура"),
    ],
)
def test_owners_and_compounds_go_back_to_their_own_nominative(lang: str, text: str, source: str, name: str) -> None:
    assert names_of(lang, text, [(source, "сказано")], bodies=[source]) == [name]
