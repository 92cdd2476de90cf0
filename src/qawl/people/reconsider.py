"""The speakers that the rules found, thought over: a small network weighs everybody who may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from qawl.chances import Network, load_network
from qawl.people.cast import Party
from qawl.people.signs import SIGNS, Account, Found, options, signs_of

WEIGHED = "weighed against the others"  # the evidence of a speaker whom the rules did not find
# How much likelier another must be than whom the rules found, and how likely where they found nobody: there a wrong
# speaker is worse than none. `python -m training.choosing` shows what they do.
LIKELIER, LIKELY = 0.05, 0.6


def reconsider(account: Account, network: Network | None = None) -> list[Found]:
    """Return the speakers with another one wherever that is clearly likelier, as far as the cast has one."""
    network = network or load_network("qawl.people", "speakers.json", signs=SIGNS)
    asked = [options(account, number) for number in range(len(account.statements))]
    signs = [signs_of(account, number, party) for number, parties in enumerate(asked) for party in parties]
    chances = iter(network.chances(signs))
    weighed = [
        _weighed(found, parties, list(islice(chances, len(parties))))
        for found, parties in zip(account.found, asked, strict=True)
    ]
    listed = (reference.form == "several" for reference in account.references)  # named in full: one of them is too few
    return [old if is_named else new for old, new, is_named in zip(account.found, weighed, listed, strict=True)]


def _weighed(found: Found, parties: Sequence[Party], chances: Sequence[float]) -> Found:
    best = max(range(len(parties)), key=lambda n: chances[n], default=None)
    if best is None or parties[best] is found[0]:
        return found
    of_found = next((chance for party, chance in zip(parties, chances, strict=True) if party is found[0]), None)
    least = LIKELY if of_found is None else of_found + LIKELIER
    return (parties[best], WEIGHED) if chances[best] > least else found
