"""The pages and actions of the review page as an ASGI application."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from l10n_flow import __version__, lang
from l10n_flow.memory.match import OFFER
from l10n_flow.model import L10nError
from l10n_flow.review.actions import Action
from l10n_flow.review.changes import compare, revisions
from l10n_flow.review.matches import MatchView, find_matches
from l10n_flow.review.paging import SIZE, next_open, page_with
from l10n_flow.review.reader import Progress
from l10n_flow.review.rows import FILTERS
from l10n_flow.review.security import Guard, checked_form, session_of
from l10n_flow.review.store import Conflict, Store

HERE = Path(__file__).parent
LABELS = {
    "all": "All", "open": "To do", "draft": "Drafts", "flagged": "Flagged", "reviewed": "Reviewed", "findings": "Findings",
}  # fmt: skip


def make_app(store: Store, *, token: str, port: int) -> Starlette:
    """The application for one project, one reviewer and one run of the server."""
    pages = _Pages(store)
    routes = [
        Route("/", pages.articles),
        Route("/glossary", pages.glossary),
        Route("/undo", pages.undo, methods=["POST"]),
        Route("/a/{article}/{code}", pages.article),
        Route("/a/{article}/{code}/seen", pages.seen),
        Route("/a/{article}/{code}/findings", pages.findings),
        Route("/a/{article}/{code}/{unit}", pages.unit),
        Route("/a/{article}/{code}/{unit}/memory", pages.memory),
        Route("/a/{article}/{code}/{unit}", pages.save, methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    handlers = {L10nError: pages.failed, HTTPException: pages.refused}
    return Starlette(
        routes=routes, middleware=[Middleware(Guard, token=token, port=port)], exception_handlers=handlers  # type: ignore[arg-type]
    )  # fmt: skip


class _Pages:
    """The handlers. Those without `async` run in a thread, since they read files."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._templates.filters["path"] = lambda text: quote(text, safe="")

    def _html(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        session = session_of(request)
        steps = session.history.steps
        shared = {
            "csrf": session.csrf, "reviewer": self._store.reviewer, "version": __version__, "languages": self._languages(),
            "undoable": len(steps), "undo_unit": steps[-1].id if steps else "", "labels": LABELS,
            "has_memory": self._store.project.memory.exists(),
        }  # fmt: skip
        return HTMLResponse(self._templates.get_template(template).render(shared | values), status)

    def _languages(self) -> dict[str, lang.Language]:
        return {code: lang.get(code) for code in self._store.project.targets}

    def articles(self, request: Request) -> Response:
        query = request.query_params.get("q", "").strip()
        found: dict[str, list[str]] = {}
        for article, code in self._store.catalogs():
            if query.casefold() in article.casefold():
                found.setdefault(article, []).append(code)
        asked = request.query_params.get("page", "")
        pages = max(1, -(-len(found) // SIZE))
        page = min(max(int(asked[:9]), 1), pages) if asked.isdecimal() else 1
        rows: dict[str, list[Progress]] = {
            article: [self._store.progress(article, code) for code in codes]
            for article, codes in list(found.items())[(page - 1) * SIZE : page * SIZE]
        }
        return self._html(request, "articles.html", articles=rows, query=query, page_number=page, pages=pages, total=len(found))

    def article(self, request: Request) -> Response:
        article, code = request.path_params["article"], request.path_params["code"]
        opened = self._store.open(article, code)
        wanted, query = request.query_params.get("show", "all"), request.query_params.get("q", "")
        wanted = wanted if wanted in FILTERS else "all"
        if wanted == "findings":
            opened.inspect()
        rows = [row for row in opened.rows if opened.fits(row, wanted) and row.holds(query, lang.get(code))]
        place = f"/a/{quote(article, safe='')}/{code}?"
        if query or wanted != "all":
            place += urlencode({"show": wanted, "q": query}) + "&"
        if after := request.query_params.get("todo"):
            unit = next_open(rows, after) or after
            return RedirectResponse(f"{place}at={unit}#u-{unit}", 303)
        page = page_with(rows, request.query_params.get("at", ""))
        units = [opened.view(row, self._store.drafts) for row in page.rows]
        others = {other: self._store.progress(article, other) for name, other in self._store.catalogs() if name == article}
        return self._html(
            request, "article.html", article=article, code=code, units=units, wanted=wanted, query=query, page_of=page,
            place=place, counts=opened.counts(), others=others, progress=others[code],
        )  # fmt: skip

    def seen(self, request: Request) -> Response:
        opened = self._store.open(request.path_params["article"], request.path_params["code"])
        return JSONResponse({row.id: row.seen for row in opened.rows})

    def findings(self, request: Request) -> Response:
        """The number beside the filter, when all units have been looked at."""
        article, code = request.path_params["article"], request.path_params["code"]
        opened = self._store.open(article, code)
        opened.inspect()
        return self._html(request, "findings.html", article=article, code=code, number=opened.counts()["findings"])

    def unit(self, request: Request) -> Response:
        article, code = request.path_params["article"], request.path_params["code"]
        return self._card(request, article, code, unit=self._store.unit(article, code, request.path_params["unit"]))

    def memory(self, request: Request) -> Response:
        opened = self._store.open(request.path_params["article"], request.path_params["code"])
        problem = ""
        matches: tuple[MatchView, ...] = ()
        try:
            matches = find_matches(opened, opened.row(request.path_params["unit"]))
        except L10nError as error:
            problem = str(error)
        return self._html(request, "memory.html", matches=matches, problem=problem, code=opened.code, least=OFFER)

    async def save(self, request: Request) -> Response:
        form = await checked_form(request)
        article, code, unit = (request.path_params[name] for name in ("article", "code", "unit"))
        if form.get("action") not in list(Action):
            raise HTTPException(400, "There is no such action.")
        try:
            saved = await run_in_threadpool(
                self._store.save, article, code, unit, action=Action(str(form["action"])), text=str(form.get("text", "")),
                typed=form.get("typed") == "1", seen=str(form.get("seen", "")), now=datetime.now(UTC),
                history=session_of(request).history,
            )  # fmt: skip
        except Conflict as conflict:
            return await run_in_threadpool(self._conflict, request, article, code, unit, conflict)
        return await run_in_threadpool(self._card, request, article, code, unit=saved)

    async def undo(self, request: Request) -> Response:
        """Take the last action back; the unit is swapped where the browser shows it (`here`), else its page is opened."""
        form = await checked_form(request)
        history = session_of(request).history
        last = history.steps[-1] if history.steps else None
        try:
            done = await run_in_threadpool(self._store.undo, now=datetime.now(UTC), history=history)
        except Conflict as conflict:
            assert last is not None
            answer = await run_in_threadpool(self._conflict, request, last.article, last.code, last.id, conflict)
        else:
            if done is None or last is None:
                return PlainTextResponse("There is nothing to undo.", 422)
            answer = await run_in_threadpool(self._card, request, last.article, last.code, unit=done[1])
        if form.get("page") == f"{last.article}/{last.code}" and form.get("here") == last.id:
            answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = f"#u-{last.id}", "outerHTML"
        elif answer.status_code == 200:
            place = f"/a/{quote(last.article, safe='')}/{last.code}?at={last.id}#u-{last.id}"
            answer.headers["HX-Redirect"] = place
        return answer

    def glossary(self, request: Request) -> Response:
        project = self._store.project
        against = request.query_params.get("against", "HEAD").strip() or "HEAD"
        changes = compare(project, against)
        return self._html(request, "glossary.html", against=against, changes=changes, revisions=revisions(project.glossary))

    def _card(self, request: Request, article: str, code: str, **values: Any) -> HTMLResponse:
        """One unit, and the counts of its catalog beside it."""
        return self._piece(request, "card.html", article, code, **values)

    def _conflict(self, request: Request, article: str, code: str, unit: str, conflict: Conflict) -> HTMLResponse:
        both = {"now": conflict.now, "mine": conflict.mine}
        return self._piece(request, "conflict.html", article, code, status=409, id=unit, **both)

    def _piece(self, request: Request, template: str, article: str, code: str, **values: Any) -> HTMLResponse:
        opened = self._store.open(article, code)
        progress, counts = opened.progress(article), opened.counts()
        return self._html(request, template, article=article, code=code, progress=progress, counts=counts, **values)

    def failed(self, request: Request, error: L10nError) -> Response:
        """Bad input: a page, or one line where the browser asked for a piece of a page."""
        if request.headers.get("hx-request") or request.method != "GET":
            return PlainTextResponse(str(error), 422)
        return self._html(request, "error.html", status=422, message=str(error))

    def refused(self, request: Request, error: HTTPException) -> Response:
        return PlainTextResponse(error.detail, error.status_code)
