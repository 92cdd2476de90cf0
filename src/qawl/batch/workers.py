"""Read records in several processes at once, and give what came of them in the order they were handed in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

import msgspec

from qawl.batch.reading import Attempt, Options, attempt
from qawl.batch.record import Record

AHEAD = 4  # records that wait for each process: bounds memory

Give = Callable[[], Attempt]
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Attempt)


class Here:
    """Reads in this process, when the result is asked for."""

    room = 0

    def __init__(self, options: Options) -> None:
        self._options = options

    def __enter__(self) -> Here:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass

    def begin(self, record: Record) -> Give:
        """Take a record; the function that comes back reads it."""
        return lambda: attempt(record, self._options)


class Workers:
    """Reads in processes of its own, each of which opens the reader once.

    A record that ends the process that reads it is read once more in a process of its own; when it ends that one, too,
    it has failed, and the others go on.
    """

    def __init__(self, options: Options, jobs: int) -> None:
        self._options, self._jobs = msgspec.structs.replace(options, threads=1), jobs
        self.room = jobs * AHEAD
        self._pool = _pool(jobs)
        self._apart: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pool in (self._pool, self._apart):
            if pool is not None and kind is not None:
                _end(pool)
            if pool is not None:
                pool.shutdown(cancel_futures=True)

    def begin(self, record: Record) -> Give:
        """Hand a record to a process; the function that comes back waits for what came of it."""
        try:
            made = self._pool.submit(_read, record, self._options)
        except BrokenProcessPool:
            self._renew()
            made = self._pool.submit(_read, record, self._options)
        return lambda: self._result(made, record)

    def _result(self, made: Future[bytes], record: Record) -> Attempt:
        try:
            return _DECODER.decode(made.result())
        except BrokenProcessPool:
            return self._alone(record)

    def _alone(self, record: Record) -> Attempt:
        self._apart = self._apart or _pool(1)
        try:
            return _DECODER.decode(self._apart.submit(_read, record, self._options).result())
        except BrokenProcessPool:
            self._apart = None
            reason = "the process that read it ended at once, perhaps for want of memory: please report this page"
            return Attempt(reason=f"{record.source}: {reason}")

    def _renew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = _pool(self._jobs)


Readers = Here | Workers


def make_readers(options: Options, jobs: int) -> Readers:
    """Return what reads records: this process for one job, otherwise as many processes as there are jobs."""
    return Workers(options, jobs) if jobs > 1 else Here(options)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(jobs: int) -> ProcessPoolExecutor:
    # spawn and not fork: the parent holds connections and threads that must not be doubled
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle)


def _settle() -> None:
    """Prepare a new process: one thread for arithmetic, deaf to Ctrl-C, and gone when its parent is."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # before numpy is loaded, which reads them once
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Wait for the parent's end: a process that waits for work would outlive a parent that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(record: Record, options: Options) -> bytes:
    return _ENCODER.encode(attempt(record, options))


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool in the middle of their pages: nobody will take what comes of them."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
