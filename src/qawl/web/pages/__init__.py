"""The pages for people."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from qawl.web.pages import adding, articles, chain, feeds, search, signing_in, speakers, status
from qawl.web.pages.troubles import error_page
from qawl.web.routing import Place

__all__ = ["ROUTES", "error_page"]

ROUTES: Sequence[BaseRoute] = (
    Route("/", search.show_search, methods=["GET"]),
    Route("/surroundings", search.show_surroundings, methods=["GET"]),
    Route("/feed.atom", feeds.atom_feed, methods=["GET"]),
    Route("/feed.json", feeds.json_feed, methods=["GET"]),
    Place("/articles/{article:path}", articles.show_article, methods=["GET"]),
    Place("/statements/{article:path}/{statement}", articles.show_statement, methods=["GET"]),
    Place("/statements/{article:path}/{statement}", articles.correct, methods=["POST"]),
    Route("/speakers", speakers.show_speakers, methods=["GET"]),
    Route("/speakers/{number}", speakers.show_speaker, methods=["GET"]),
    Route("/speakers/{number}", speakers.change_speaker, methods=["POST"]),
    Route("/chain", chain.show_chain, methods=["GET"]),
    Route("/add", adding.show_add, methods=["GET"]),
    Route("/add", adding.begin, methods=["POST"]),
    Route("/add/{job}", adding.show_job, methods=["GET"]),
    Route("/add/{job}", adding.keep, methods=["POST"]),
    Route("/status", status.show_status, methods=["GET"]),
    Route("/login", signing_in.show_login, methods=["GET"]),
)
