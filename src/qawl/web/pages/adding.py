"""Add: a page is read and shown first, and kept when the reader says so."""

from __future__ import annotations

from gettext import GNUTranslations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from qawl.batch.opening import is_address
from qawl.errors import UsageError
from qawl.store.store import Store
from qawl.web.pages.jobs import Job, Jobs
from qawl.web.pages.places import article_place
from qawl.web.pages.readings import reading_context
from qawl.web.pages.rendering import catalogue_of, page
from qawl.web.service import service_of


async def show_add(request: Request) -> Response:
    """Show the two forms."""
    return _forms(request)


async def begin(request: Request) -> Response:
    """Begin to read what was sent, or forget what was read."""
    form = await request.form()
    given = {name: str(form.get(name, "")).strip() for name in ("address", "text", "forget")}
    jobs = _jobs(request)
    if given["forget"]:
        jobs.forget(given["forget"])
        return RedirectResponse("/add", 303)
    if given["address"] and not is_address(given["address"]):
        return _forms(request, "write an address such as https://example.org/page", address=given["address"])
    if not (given["address"] or given["text"]):
        return _forms(request, "there is nothing to read: write an address, or paste a text")
    service_of(request).pace.check(request)
    try:
        job = jobs.begin(address=given["address"], text="" if given["address"] else given["text"])
    except UsageError as error:
        return _forms(request, str(error), address=given["address"], text=given["text"])
    return RedirectResponse(f"/add/{job.id}", 303)


async def show_job(request: Request) -> Response:
    """Show how far a page is, what was read in it, or why it could not be."""
    jobs = _jobs(request)
    job = _job(request, jobs)
    if job.kept_at is not None:
        return RedirectResponse(job.kept_at, 303)
    if job.problem is not None:
        return _forms(request, job.problem, address=job.address, text=job.text, status=200)
    reading = job.reading  # looked at once: the thread may finish at any moment
    context = {"job": job, "is_open": reading is None, "stages": _stages(job, catalogue_of(request))}
    if reading is not None:
        context |= {**reading_context(reading), "draft": True}
    return page(request, "job.html", context)


async def keep(request: Request) -> Response:
    """Keep what was read, and go to it; who asks twice, as by a double click, is led there twice."""
    jobs = _jobs(request)
    job = _job(request, jobs)
    reading, read_at = job.reading, job.read_at
    if reading is None or read_at is None:
        raise HTTPException(409, "this page is still being read: wait until it is shown")

    def store_it(store: Store) -> None:
        store.keep(reading, source=job.source, fetched_at=read_at)

    if job.kept_at is None:
        await service_of(request).ask(store_it)
        job.kept_at = article_place(reading.article.id)
    return RedirectResponse(job.kept_at, 303)


def _forms(
    request: Request, problem: str | None = None, *, address: str = "", text: str = "", status: int = 422
) -> Response:
    context = {"problem": problem, "address": address, "text": text}
    return page(request, "add.html", context, status if problem else 200)


def _jobs(request: Request) -> Jobs:
    """Return what is being read on this server; made when the first page is added."""
    state, settings = request.app.state, service_of(request).settings
    if not hasattr(state, "jobs"):
        state.jobs = Jobs(reader=settings.reader, allow_private=settings.allow_private)
    jobs: Jobs = state.jobs
    return jobs


def _job(request: Request, jobs: Jobs) -> Job:
    job = jobs.get(str(request.path_params["job"]))
    if job is None:
        raise HTTPException(404, "this page is not being read here any more: add it again")
    return job


def _stages(job: Job, catalogue: GNUTranslations) -> list[str]:
    """Name the steps; the first of an address is not one of a text."""
    _ = catalogue.gettext
    fetching = [_("The page is fetched")] if job.address else [_("The text is taken")]
    return [
        _("Waiting for its turn"),
        *fetching,
        _("The page is read: who said what, on whose word"),
        _("The result is shown"),
    ]
