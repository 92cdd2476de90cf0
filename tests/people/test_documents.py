"""Documents as sources: whose they are, or nobody's."""

from __future__ import annotations

import pytest

from .reading import names_of

OWNED = [
    ("ru", "В {сообщении портовой полиции} [сказано], что рейс отменили.", "портовая полиция"),
    ("ru", "Порядок [установлен] {специальным постановлением правительства}.", "правительство"),
    ("ru", "[Согласно] {оглашенному в понедельник решению Городского суда}, порт открыт.", "Городской суд"),
    ("ru", "В {сообщении Областного суда} [сказано], что рейс отменили.", "Областной суд"),
    ("en", "{The ministry's statement} [said] the port was open.", "ministry"),
]


@pytest.mark.parametrize(("lang", "marked", "owner"), OWNED)
def test_a_document_speaks_for_whose_it_is(lang: str, marked: str, owner: str) -> None:
    source, cue = (marked[marked.index(one) + 1 : marked.index(other)] for one, other in ("{}", "[]"))
    (name,) = names_of(lang, marked.translate(dict.fromkeys(map(ord, "{}[]"))), [(source, cue)])
    assert name is not None
    assert name.removeprefix("The ") == owner


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
