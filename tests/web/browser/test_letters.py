"""Letters that join stay joined where a mark begins or ends inside a word."""

import pytest

WORDS = {
    "الخارجية": ("الخا", "رجية"),
    "ستتفاوض": ("ستت", "فاوض"),
    "بالمماطلة": ("بال", "مماطلة"),
    "وقالت": ("و", "قالت"),
    "لالاتحاد": ("ل", "الاتحاد"),
}
MARKS = {
    "content": '<span class="content deep1">{}</span>',
    "source in content": '<span class="content deep1"><span class="source">{}</span></span>',
    "cue": '<span class="cue">{}</span>',
    "hit": "<mark>{}</mark>",
}
MEASURE = """([whole, marked]) => {
  const width = (html) => {
    const line = document.createElement("span");
    line.className = "words";
    line.lang = "ar";
    line.dir = "rtl";
    line.style.cssText = "position:absolute;white-space:nowrap;font:40px/2 'Noto Naskh Arabic'";
    line.innerHTML = html;
    document.querySelector("main").append(line);
    const measured = line.getBoundingClientRect().width;
    line.remove();
    return measured;
  };
  return document.fonts.load("40px 'Noto Naskh Arabic'", whole).then(() => [width(whole), width(marked)]);
}"""


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("word", WORDS)
def test_marked_word_is_as_wide_as_the_bare_one(look, word, mark):
    """A letter cut off from its neighbour takes another form, of another width."""
    before, after = WORDS[word]
    page = look("/status", "ar")
    bare, marked = page.evaluate(MEASURE, [word, before + MARKS[mark].format(after)])
    assert marked == pytest.approx(bare, abs=0.05)


def test_cut_letters_would_be_noticed(look):
    page = look("/status", "ar")
    bare, cut = page.evaluate(MEASURE, ["بالمماطلة", "بال\u200cمماطلة"])
    assert abs(bare - cut) > 1
