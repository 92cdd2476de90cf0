"""The lint finds each kind of fault and says where it stands."""

import msgspec
import pytest

from qawl.languages.check import coverage, lint
from qawl.languages.pack import all_packs, load_pack

_HEADER = "forms\tcalendar\tnumber\texample"
_GOOD = "января\tgregorian\t1\tПорт закрыли {3 января}."


@pytest.fixture
def broken(tmp_path):
    """Make a pack whose only table is the one given."""

    def make(*rows, header=_HEADER, name="months.tsv"):
        folder = tmp_path / "ru"
        folder.mkdir()
        (folder / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return msgspec.structs.replace(load_pack("ru"), folder=folder)

    return make


@pytest.mark.parametrize("pack", all_packs(), ids=lambda pack: pack.code)
def test_installed_packs_are_clean(pack):
    assert lint(pack) == ()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("января\tgregorian\t1", "3 cells instead of 4"),
        ("\tgregorian\t1\tПорт {3 января}.", "the first cell is empty"),
        ("мая\tgregorian\t5\t", "the example is missing"),
        ("мaя\tgregorian\t5\tПорт {3 мая}.", "mixes cyrillic and latin letters"),
        ("мая\tgregorian\t5\tПорт закрили {3 мая}, каже мiсто.", "mixes cyrillic and latin"),
        ("травня | мая і\tgregorian\t5\tПорт {3 мая}.", "'і' is no letter of this language"),
        ("ма\u00adя\tgregorian\t5\tПорт {3 мая}.", "invisible characters"),
        ("й\tgregorian\t5\tПорт {3 мая}.".replace("й", "и\u0306"), "written decomposed"),
        ("мая\tgregorian\t5\tПорт  {3 мая}.", "spaces are doubled"),
        ("мая\tgregorian\t5\tПорт закрыли 3 мая.", "no { mark"),
        ("мая\tgregorian\t5\tПорт закрыли {3 мая.", "do not pair"),
        ("мая | мая\tgregorian\t5\tПорт {3 мая}.", "is given in line 3 already: keep one"),
        ("апреля\tgregorian\t4\tПорт {3 апреля}.", "sort the rows"),
    ],
)
def test_faults_are_found(broken, row, problem):
    pack = broken(_GOOD.replace("января", "февраля", 1), row) if "sort" in problem else broken(_GOOD, row)
    found = [line for line in lint(pack) if problem in line]
    assert found
    assert all(line.startswith("ru/months.tsv:3: ") for line in found)


def test_a_table_that_is_no_text_is_told(broken):
    pack = broken(_GOOD)
    (pack.folder / "months.tsv").write_bytes(b"\xff\xfe\x00")
    (pack.folder / "cues.tsv").write_text("# nothing\n", encoding="utf-8")
    found = lint(pack)
    assert any("ru/months.tsv:1: not UTF-8" in line for line in found)
    assert any("ru/cues.tsv:1: the header is missing" in line for line in found)


def test_coverage_counts_rows():
    pack = load_pack("ru")
    assert coverage(pack)["weekdays"] == len(pack.table("weekdays.tsv", ("forms", "number", "use", "example")))
