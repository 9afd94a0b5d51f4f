"""Who may talk to the page: this machine's browser, with the token that the terminal showed. Nobody else."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from l10n_flow.review.actions import History

MOST_BYTES = 1_000_000  # of what a browser may send at once
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def _random() -> str:
    return secrets.token_urlsafe(32)


@dataclass(slots=True)
class Session:
    """One browser: its CSRF token and what it did, for undo."""

    csrf: str = field(default_factory=_random)
    history: History = field(default_factory=History)


class Guard:
    """ASGI middleware: checks Host, Origin, size and cookie, turns the token into a cookie, sets the headers."""

    def __init__(self, app: ASGIApp, *, token: str, port: int, names: Sequence[str] = ("127.0.0.1", "localhost")) -> None:
        self._app, self._token = app, token
        self._hosts = {f"{name}:{port}" for name in names}
        self._cookie = f"l10n_flow_{port}"  # cookies do not tell ports apart
        self._sessions: dict[str, Session] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        request = Request(scope, receive)
        answer = self._answer(request)
        if answer is not None:
            await answer(scope, receive, with_headers)
            return
        scope.setdefault("state", {})["session"] = self._sessions[request.cookies[self._cookie]]
        await self._app(scope, receive, with_headers)

    def _answer(self, request: Request) -> Response | None:
        """A refusal, or the redirect that sets the cookie; None lets the request through."""
        if request.headers.get("host", "") not in self._hosts:
            return PlainTextResponse("This host name is not served here.", 421)
        given = request.query_params.get("token")
        if given is not None and request.method == "GET":
            return self._enter(request, given)
        if request.cookies.get(self._cookie, "") not in self._sessions:
            return PlainTextResponse("Open the address that 'l10n-flow review' shows in the terminal.", 403)
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and origin and origin.removeprefix("http://") not in self._hosts:
            return PlainTextResponse("This came from another site.", 403)
        length = request.headers.get("content-length", "")
        fits = length.isdecimal() and len(length) < 16 and int(length) <= MOST_BYTES  # int() refuses thousands of digits
        if request.method not in ("GET", "HEAD") and not fits:
            return PlainTextResponse("This is too much at once.", 413)
        return None

    def _enter(self, request: Request, given: str) -> Response:
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse("This token is not the one that the terminal shows.", 403)
        cookie = request.cookies.get(self._cookie, "")
        if cookie not in self._sessions:
            cookie = _random()
            self._sessions[cookie] = Session()
        answer = RedirectResponse(request.url.path, 303)
        answer.set_cookie(self._cookie, cookie, httponly=True, samesite="strict")
        return answer


def session_of(request: Request) -> Session:
    """The browser's session, which the guard has found."""
    found: Session = request.state.session
    return found


async def checked_form(request: Request) -> FormData:
    """The fields of a POST; 403 where its CSRF token is not the session's."""
    form = await request.form()
    if not secrets.compare_digest(str(form.get("csrf", "")).encode(), session_of(request).csrf.encode()):
        raise HTTPException(403, "The page is older than this server. Reload it.")
    return form
