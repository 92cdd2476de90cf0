"""How likely an option is, by its signs: a small network whose numbers training fitted (`training/choosing.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files

import msgspec
import numpy as np
import numpy.typing as npt

from qawl.errors import PackError


class Network(msgspec.Struct, frozen=True, dict=True):
    """Signs -> `inner`, cut at zero -> `outer` -> a chance.

    `inner` has a row for each sign and a last one that is added; `outer` a number for each column of `inner` and a last
    one likewise.
    """

    inner: tuple[tuple[float, ...], ...]
    outer: tuple[float, ...]

    @cached_property
    def _numbers(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        return np.array(self.inner, dtype=np.float64), np.array(self.outer, dtype=np.float64)

    def chances(self, signs: Sequence[Sequence[float]]) -> list[float]:
        """Return the chance of each option, from 0 to 1."""
        if not signs:
            return []
        inner, outer = self._numbers
        rows = np.array(signs, dtype=np.float64)
        # No `@`: for tables this small the threads that it starts cost more than they save.
        hidden = np.maximum(np.einsum("rs,sc->rc", rows, inner[:-1]) + inner[-1], 0.0)
        chances: list[float] = (1.0 / (1.0 + np.exp(-(np.einsum("rc,c->r", hidden, outer[:-1]) + outer[-1])))).tolist()
        return chances


@cache
def load_network(package: str, name: str, *, signs: int) -> Network:
    """Return the network that a file of a package holds for so many signs.

    Raises PackError when it is absent, damaged or for others.
    """
    try:
        network = msgspec.json.decode(files(package).joinpath(name).read_bytes(), type=Network)
        if {len(row) + 1 for row in network.inner} != {len(network.outer)} or len(network.inner) != signs + 1:
            raise ValueError(f"it is no network for {signs} signs")
    except (OSError, ValueError) as error:
        place = package.replace(".", "/")
        raise PackError(f"{place}/{name} cannot be read: {error}; install qawl anew") from error
    return network
