"""Pages that are being read for somebody: one after the other in a thread, forgotten when nobody comes back."""

from __future__ import annotations

import datetime
import logging
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import msgspec

from qawl.batch.reading import Options, read_opened
from qawl.errors import QawlError, UsageError
from qawl.fetch.client import fetch
from qawl.model import Page, Reading
from qawl.web.problems import told

WAITING, FETCHING, READING, DONE = range(4)
_MOST = 50  # jobs remembered
_MOST_WAITING = 8
_FORGOTTEN_AFTER = 1800.0  # seconds
_LOG = logging.getLogger(__name__)


class Job(msgspec.Struct):
    """One page on its way: an address to fetch or a text to read, how far it is, and what came of it."""

    id: str
    address: str
    text: str
    made_at: float
    stage: int = WAITING
    reading: Reading | None = None
    read_at: datetime.datetime | None = None
    problem: str | None = None
    kept_at: str | None = None  # the path of the article, once it is kept

    @property
    def is_open(self) -> bool:
        """Whether the page is still being read."""
        return self.reading is None and self.problem is None

    @property
    def source(self) -> str:
        """What the page is called in the store."""
        return self.address or f"pasted text {self.reading.article.id[:12] if self.reading else ''}".strip()


class Jobs:
    """The pages being read, by a name that nobody can guess."""

    def __init__(self, *, reader: str | None, allow_private: bool) -> None:
        self._options, self._allow_private = Options(reader=reader), allow_private
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")

    def begin(self, *, address: str = "", text: str = "") -> Job:
        """Begin to read a page. Raises UsageError when too many wait already."""
        job = Job(secrets.token_urlsafe(16), address, text, time.monotonic())
        with self._lock:
            self._forget_old()
            if sum(one.is_open for one in self._jobs.values()) >= _MOST_WAITING:
                raise UsageError("too many pages wait to be read: try again in a minute")
            self._jobs[job.id] = job
        self._thread.submit(self._read, job)
        return job

    def get(self, identifier: str) -> Job | None:
        """Return a job that is remembered."""
        return self._jobs.get(identifier)

    def forget(self, identifier: str) -> None:
        """Forget a job and what was read."""
        with self._lock:
            self._jobs.pop(identifier, None)

    def _read(self, job: Job) -> None:
        try:
            page = self._page(job)
            job.stage = READING
            reading = read_opened(page, self._options)
            job.read_at = datetime.datetime.now(datetime.UTC)
            job.reading = reading
        except QawlError as error:
            job.problem = told(error)
        except Exception:
            _LOG.exception("reading %s failed", job.address or "a text")
            job.problem = "the program failed here: please report this page"
        job.stage = DONE

    def _page(self, job: Job) -> Page:
        if not job.address:
            return Page(job.text, name="text")
        job.stage = FETCHING
        return fetch(job.address, allow_private=self._allow_private)

    def _forget_old(self) -> None:
        now = time.monotonic()
        for identifier, job in list(self._jobs.items()):
            if now - job.made_at > _FORGOTTEN_AFTER or len(self._jobs) >= _MOST:
                del self._jobs[identifier]
