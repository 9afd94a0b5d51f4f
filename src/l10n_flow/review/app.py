"""The pages and actions of the review page as an ASGI application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from l10n_flow import __version__, lang
from l10n_flow.glossary import load_glossary
from l10n_flow.glossary.versions import at_revision
from l10n_flow.inspection import find_catalogs
from l10n_flow.model import L10nError
from l10n_flow.report.glossary_diff import summary
from l10n_flow.review.security import Guard, checked_form, session_of
from l10n_flow.review.store import Action, Conflict, Progress, Store
from l10n_flow.review.views import FILTERS, UnitView
from l10n_flow.terminology import Comparison

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
        Route("/a/{article}/{code}/{unit}", pages.unit),
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
        shared = {
            "csrf": session.csrf, "reviewer": self._store.reviewer, "version": __version__, "languages": self._languages(),
            "undoable": len(session.history.steps), "labels": LABELS,
        }  # fmt: skip
        return HTMLResponse(self._templates.get_template(template).render(shared | values), status)

    def _languages(self) -> dict[str, lang.Language]:
        return {code: lang.get(code) for code in self._store.project.targets}

    def articles(self, request: Request) -> Response:
        rows: dict[str, list[Progress]] = {}
        for article, code in self._store.catalogs():
            rows.setdefault(article, []).append(self._store.progress(article, code))
        return self._html(request, "articles.html", articles=rows)

    def article(self, request: Request) -> Response:
        article, code = request.path_params["article"], request.path_params["code"]
        units = self._store.units(article, code)
        wanted, query = request.query_params.get("show", "all"), request.query_params.get("q", "")
        wanted = wanted if wanted in FILTERS else "all"
        shown = [unit for unit in units if unit.fits(wanted) and unit.holds(query, lang.get(code))]
        others = {other: self._store.progress(article, other) for name, other in self._store.catalogs() if name == article}
        return self._html(
            request, "article.html", article=article, code=code, units=shown, wanted=wanted, query=query,
            counts=_counts(units), others=others, progress=others[code],
        )  # fmt: skip

    def seen(self, request: Request) -> Response:
        units = self._store.units(request.path_params["article"], request.path_params["code"])
        return JSONResponse({unit.id: unit.seen for unit in units})

    def unit(self, request: Request) -> Response:
        article, code = request.path_params["article"], request.path_params["code"]
        return self._card(request, article, code, unit=self._store.unit(article, code, request.path_params["unit"]))

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
        if form.get("page") == f"{last.article}/{last.code}":
            answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = f"#u-{last.id}", "outerHTML"
        elif answer.status_code == 200:
            place = f"/a/{quote(last.article, safe='')}/{last.code}#u-{last.id}"
            answer.headers["HX-Redirect"] = place
        return answer

    def glossary(self, request: Request) -> Response:
        against = request.query_params.get("against", "HEAD").strip() or "HEAD"
        project, problem, diff = self._store.project, "", None
        try:
            old, new = at_revision(project.glossary, against), load_glossary(project.glossary)
            diff = Comparison(old, new).run(find_catalogs(project, needed=False))
        except L10nError as error:
            problem = str(error)
        said = summary(diff) if diff else ""
        return self._html(request, "glossary.html", against=against, diff=diff, problem=problem, summary=said)

    def _card(self, request: Request, article: str, code: str, **values: Any) -> HTMLResponse:
        """One unit, and the counts of its catalog beside it."""
        return self._piece(request, "card.html", article, code, **values)

    def _conflict(self, request: Request, article: str, code: str, unit: str, conflict: Conflict) -> HTMLResponse:
        both = {"now": conflict.now, "mine": conflict.mine}
        return self._piece(request, "conflict.html", article, code, status=409, id=unit, **both)

    def _piece(self, request: Request, template: str, article: str, code: str, **values: Any) -> HTMLResponse:
        progress, counts = self._store.progress(article, code), _counts(self._store.units(article, code))
        return self._html(request, template, article=article, code=code, progress=progress, counts=counts, **values)

    def failed(self, request: Request, error: L10nError) -> Response:
        """Bad input: a page, or one line where the browser asked for a piece of a page."""
        if request.headers.get("hx-request") or request.method != "GET":
            return PlainTextResponse(str(error), 422)
        return self._html(request, "error.html", status=422, message=str(error))

    def refused(self, request: Request, error: HTTPException) -> Response:
        return PlainTextResponse(error.detail, error.status_code)


def _counts(units: Sequence[UnitView]) -> dict[str, int]:
    """How many units pass each filter."""
    return {name: sum(unit.fits(name) for unit in units) for name in FILTERS}
