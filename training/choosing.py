"""Fit the choices that follow the rules: who speaks, in which role (both in `people`), which circumstance holds.

    python -m training.choosing [--shared ../shared]

Reads the held texts with the spans of the references, as `benchmarks/adjuncts.py` does, once with what the encoder
points to and once by the rules alone. (On texts that it was trained on the encoder points more surely and better: a
choice fitted to 800 of those trusts it too much, and gains half as much on the held ones.)

Prints for each language figures on these texts, each judged by a network of its own kind that did not see it (roles and
circumstances stand on speakers that were chosen with all texts seen): the share of speakers, and the F1 of roles and of
each kind of circumstance, as found for each statement by itself and as chosen, with the certainty that does best. That
of a role stands in `people/roles.py`, that of a circumstance in `[context] chosen` of the language.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import torch

import qawl
from qawl.article.article import read_article
from qawl.chain.trace import credit_each
from qawl.chances import Network, load_network
from qawl.context.choice import KINDS, inputs
from qawl.context.enrich import find_each as find_circumstances
from qawl.context.signs import Passage, Stage, make_stage, options
from qawl.context.survey import survey
from qawl.fold import fold_words
from qawl.languages.grammar import load_grammar
from qawl.languages.pack import LanguagePack, load_pack
from qawl.model import Article, Page
from qawl.people import roles
from qawl.people.cast import Party
from qawl.people.profile import speaker_of
from qawl.people.reconsider import LIKELIER, LIKELY, reconsider
from qawl.people.resolve import find_each as find_speakers
from qawl.people.resolve import resolve_speakers
from qawl.people.signs import Account, signs_of
from qawl.people.signs import options as parties
from qawl.segment.scene import Scene, make_scene
from qawl.tagger.adjuncts import NO_ADJUNCTS, Adjuncts
from qawl.tagger.encoder import Encoder
from qawl.tagger.frames import Frame, Mention
from training import references
from training.documents import is_held_id

MEMBERS = 4  # networks whose mean is kept: by itself each is shaky on single speakers
HIDDEN = 24  # of each
DROPPED = 0.2  # part of the inner numbers left out in training
RATE, DECAY, BATCH = 3e-3, 3e-2, 128
PASSES = 12  # over all rows; with more the few thousand rows of roles are learnt by heart
FOLDS = 4
SEED = 20
LEAST = [round(0.15 + 0.05 * step, 2) for step in range(12)]
SPEAKER, ROLE = "speaker", "role"
PACKAGE = Path(qawl.__file__).parent
Same = Callable[[str | None, str | None], bool]


class Question(msgspec.Struct, frozen=True):
    """What is asked of one statement: the signs of each option, which are right, and what was found without choosing.

    `own` is the option that was found and stays when none is chosen, `found_right` whether what was found is right,
    `asked` whether the reference has any.
    """

    text: str  # the id of the text
    lang: str
    kind: str  # SPEAKER, ROLE or a kind of circumstance
    by_rules: bool
    signs: list[list[float]]
    right: list[bool]
    asked: bool
    own: int | None
    found: bool
    found_right: bool


Marked = tuple[references.Document, list[Frame], tuple[Mention, ...]]
Answered = tuple[Question, list[float]]  # with the chance of each option


def main() -> None:
    """Parse, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    arguments = parser.parse_args()
    scorer, encoder = references.scorer(arguments.shared), Encoder.load()
    documents = (row for row in references.annotated(arguments.shared) if is_held_id(row["id"]))
    marked = [(document, *references.marked(encoder, document)) for document in documents]
    print(f"{len(marked)} texts")
    write("people/speakers.json", list(of_speakers(marked, scorer.same_name)), speakers_table)
    write("people/roles.json", list(of_roles(marked, scorer.same_phrase)), fields_table)
    write("context/circumstances.json", list(of_circumstances(marked, scorer.same_phrase)), fields_table)


def write(name: str, questions: Sequence[Question], table: Callable[[Sequence[Answered]], Iterator[str]]) -> None:
    """Fit a network to questions, print what it does, write it: what follows sees its choices."""
    print("\n".join(table(crossed(questions))), flush=True)
    (PACKAGE / name).write_bytes(msgspec.json.encode(fit(questions)) + b"\n")
    load_network.cache_clear()


class Case(msgspec.Struct, frozen=True):
    """A text as the stages take it, with what the encoder points to or by the rules alone."""

    document: references.Document
    article: Article
    scene: Scene
    pack: LanguagePack
    mentions: tuple[Mention, ...]
    adjuncts: Adjuncts

    def who(self, kind: str) -> tuple[str, str, str, bool]:
        """The first fields of a question: text, language, kind, and whether it is by the rules."""
        return self.document["id"], self.document["lang"], kind, self.adjuncts is NO_ADJUNCTS


def cases(marked: Sequence[Marked]) -> Iterator[Case]:
    """Each text twice: with what the encoder points to, and by the rules alone."""
    for document, frames, mentions in marked:
        pack = load_pack(document["lang"])
        article = read_article(Page(document["text"]), pack)
        scene = make_scene(article.text, load_grammar(pack).abbreviations)
        for adjuncts in (Adjuncts(frames), NO_ADJUNCTS):
            yield Case(document, article, scene, pack, mentions, adjuncts)


def of_speakers(marked: Sequence[Marked], same: Same) -> Iterator[Question]:
    """For each statement of some texts, who may speak in it."""
    for case in cases(marked):
        statements = references.statements_of(case.document)
        _, account = find_speakers(case.article, case.scene, case.pack, statements, case.mentions, case.adjuncts)
        for number, row in enumerate(case.document["attributions"]):
            yield _of_speaker(case, account, number, row.get("speaker"), same)


def _is_named(pack: LanguagePack, reference: str | None, same: Same, party: Party) -> bool:
    if not reference:
        return False
    members = [speaker_of(member, "", pack, day=None) for member in party.members]
    return same(reference, speaker_of(party, "", pack, day=None, members=members).name)


def _of_speaker(case: Case, account: Account, number: int, reference: str | None, same: Same) -> Question:
    found, offered = account.found[number][0], parties(account, number)
    own = next((n for n, party in enumerate(offered) if party is found), None)
    right = [_is_named(case.pack, reference, same, party) for party in offered]
    signs = [signs_of(account, number, party) for party in offered]
    found_right = own is not None and right[own]
    return Question(*case.who(SPEAKER), signs, right, bool(reference), own, own is not None, found_right)


def of_roles(marked: Sequence[Marked], same: Same) -> Iterator[Question]:
    """For each statement of some texts with a speaker, in which role it may be said."""
    for case in cases(marked):
        statements = references.statements_of(case.document)
        setting, account = find_speakers(case.article, case.scene, case.pack, statements, case.mentions, case.adjuncts)
        for part in roles.parts_of([party for party, _ in reconsider(account)]):
            offered = roles.options(setting, case.adjuncts, statements, part)
            signs = [roles.signs_of(setting, statements, part, offered, role) for role in offered]
            stated = fold_words(part.party.role or "")
            own = next((n for n, role in enumerate(offered) if fold_words(role.words) == stated), None)
            for number in part.numbers:
                reference = case.document["attributions"][number].get("role")
                right = [same(reference, role.words) for role in offered]
                found_right = own is not None and right[own]
                yield Question(*case.who(ROLE), signs, right, bool(reference), own, own is not None, found_right)


def of_circumstances(marked: Sequence[Marked], same: Same) -> Iterator[Question]:
    """For each statement of some texts with a cue and each kind, which passages may be its circumstance."""
    for case in cases(marked):
        article, scene, pack, adjuncts = case.article, case.scene, case.pack, case.adjuncts
        statements = references.statements_of(case.document)
        _, statements = resolve_speakers(article, scene, pack, statements, case.mentions, adjuncts)
        ground = survey(article, scene, pack)
        statements = find_circumstances(ground, pack, statements, adjuncts)
        _, _, statements = credit_each(ground, article, statements, adjuncts)
        for kind in KINDS:
            stage = make_stage(ground, adjuncts, kind, statements, article.title)
            for number, row in enumerate(case.document["attributions"]):
                if statements[number].cue is not None:
                    yield _of_circumstance(case, stage, number, row.get(kind), same)


def _of_circumstance(case: Case, stage: Stage, number: int, reference: str | None, same: Same) -> Question:
    offered, found = options(stage, number), getattr(stage.statements[number], stage.kind)
    right = [same(reference, words_of(stage, passage, number)) for passage in offered]
    signs = [inputs(stage, number, passage) for passage in offered]
    found_right = found is not None and same(reference, found.text)
    return Question(*case.who(stage.kind), signs, right, bool(reference), None, found is not None, found_right)


def words_of(stage: Stage, passage: Passage, number: int) -> str:
    """The words of a passage as the nearest statement has them."""
    nearest = min(passage.holders, key=lambda n: (abs(n - number), n), default=None)
    value = None if nearest is None else stage.values[nearest]
    return stage.scene.text[passage.start : passage.end] if value is None else value.text


def crossed(questions: Sequence[Question]) -> list[Answered]:
    """Each question with the chances of its options, by a network that did not see its text."""
    texts = sorted({question.text for question in questions}, key=references.shuffled)
    answered: list[Answered] = []
    for fold in range(FOLDS):
        out = set(texts[fold::FOLDS])
        network = fit([question for question in questions if question.text not in out])
        answered += [(q, network.chances(q.signs)) for q in questions if q.text in out]
    return answered


def fit(questions: Sequence[Question]) -> Network:
    """A network fitted to questions: the mean of several that begin differently, its numbers cut to four places."""
    torch.manual_seed(SEED)
    signs = torch.tensor([row for question in questions for row in question.signs])
    right = torch.tensor([float(is_right) for question in questions for is_right in question.right])
    inner, outer = _fresh(signs.shape[1], HIDDEN), _fresh(HIDDEN, 1)
    optimizer = torch.optim.AdamW([*inner, *outer], RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, PASSES)
    for _ in range(PASSES):
        for part in torch.randperm(len(signs)).split(BATCH):
            hidden = torch.nn.functional.dropout(torch.relu(signs[part] @ inner[0] + inner[1]), DROPPED)
            scores = (hidden @ outer[0] + outer[1])[..., 0]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, right[part].expand(MEMBERS, -1))
            optimizer.zero_grad()
            (MEMBERS * loss).backward()  # to each member its own
            optimizer.step()
        schedule.step()
    return _mean(inner, outer)


def _fresh(inputs: int, outputs: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights and added numbers of one layer of all members, spread as `torch.nn.Linear` does."""
    shapes = (MEMBERS, inputs, outputs), (MEMBERS, 1, outputs)
    weights, added = ((2 * torch.rand(shape) - 1) / inputs**0.5 for shape in shapes)
    return weights.requires_grad_(), added.requires_grad_()


def _mean(inner: Sequence[torch.Tensor], outer: Sequence[torch.Tensor]) -> Network:
    """The members side by side as one network, which gives the mean of their scores."""
    rows = torch.cat([*inner], dim=1).permute(1, 0, 2).flatten(1).tolist()
    last = torch.cat([outer[0].flatten() / MEMBERS, outer[1].mean()[None]]).tolist()
    return Network(tuple(tuple(round(x, 4) for x in row) for row in rows), tuple(round(x, 4) for x in last))


def speakers_table(answered: Sequence[Answered]) -> Iterator[str]:
    """Lines of a Markdown table: % of speakers right as found and as chosen, and how many of nobody's got one."""
    yield "| | speakers, with what is pointed to: found -> chosen; made up | by the rules alone |"
    yield "|---|---|---|"
    for lang in sorted({question.lang for question, _ in answered}):
        shown = []
        for by_rules in (False, True):
            part = [row for row in answered if row[0].lang == lang and row[0].by_rules == by_rules]
            taken = [(question, _speaker_of(question, chances)) for question, chances in part]
            asked = [(q.found_right, n is not None and q.right[n]) for q, n in taken if q.asked]
            found, chosen = (100 * sum(column) / len(asked) for column in zip(*asked, strict=True))
            nobody = [(q.own is not None, n is not None) for q, n in taken if not q.asked]
            before, after = (sum(column) for column in zip(*nobody, strict=True)) if nobody else (0, 0)
            shown.append(f"{found:.1f} -> {chosen:.1f}; {before} -> {after} of {len(nobody)}")
        yield f"| {lang} | {shown[0]} | {shown[1]} |"


def _speaker_of(question: Question, chances: Sequence[float]) -> int | None:
    """The option that is taken: the likeliest where it is clearly likelier than the one found."""
    best = max(range(len(chances)), key=lambda n: chances[n], default=None)
    if best is None or best == question.own:
        return question.own
    least = LIKELY if question.own is None else chances[question.own] + LIKELIER
    return best if chances[best] > least else question.own


def fields_table(answered: Sequence[Answered]) -> Iterator[str]:
    """Lines of a Markdown table: F1 as found and as chosen, with the least certainty that does best."""
    yield "| | kind | with what is pointed to: found -> chosen | least | by the rules alone |"
    yield "|---|---|---|---|---|"
    for lang in sorted({question.lang for question, _ in answered}):
        for kind in sorted({question.kind for question, _ in answered}):
            part = [row for row in answered if (row[0].lang, row[0].kind) == (lang, kind)]
            pointed, ruled = ([row for row in part if row[0].by_rules == by] for by in (False, True))
            least = max(LEAST, key=lambda least: 2 * chosen_f1(pointed, least) + chosen_f1(ruled, least))
            yield (
                f"| {lang} | {kind} | {found_f1(pointed):.1f} -> {chosen_f1(pointed, least):.1f} | {least} "
                f"| {found_f1(ruled):.1f} -> {chosen_f1(ruled, least):.1f} |"
            )


def found_f1(answered: Sequence[Answered]) -> float:
    """F1 of what was found for each statement by itself."""
    questions = [question for question, _ in answered]
    return _f1(sum(q.found_right for q in questions), sum(q.found for q in questions), sum(q.asked for q in questions))


def chosen_f1(answered: Sequence[Answered], least: float) -> float:
    """F1 of what is chosen with at least some certainty, else of what was found where that stays."""
    taken = [question.right[n] for question, chances in answered if (n := _taken(question, chances, least)) is not None]
    return _f1(sum(taken), len(taken), sum(question.asked for question, _ in answered))


def _taken(question: Question, chances: Sequence[float], least: float) -> int | None:
    best = max(range(len(chances)), key=lambda n: chances[n], default=None)
    return best if best is not None and chances[best] >= least else question.own


def _f1(right: int, found: int, asked: int) -> float:
    return 200 * right / (found + asked) if found + asked else 0.0


if __name__ == "__main__":
    main()
