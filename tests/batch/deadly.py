"""Stands in for what a process of readers runs; a process finds it here by its name."""

from __future__ import annotations

import os
import signal

import msgspec

from qawl.batch.reading import Options, attempt
from qawl.batch.record import Record


def read_or_end(record: Record, options: Options) -> bytes:
    """Read a record, but let the source "deadly" end the process."""
    if record.source == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return msgspec.msgpack.encode(attempt(record, options))
