"""Run the review page on this machine."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import uvicorn

from l10n_flow.model import L10nError
from l10n_flow.review.app import make_app
from l10n_flow.review.store import Store

HOST = "127.0.0.1"


def serve(store: Store, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve until it is interrupted. `ready` is told the address with its token; port 0 takes a free one.

    Raises L10nError where the port is taken.
    """
    with listen(port) as listener:
        server, address = make_server(store, listener)
        ready(address)
        server.run(sockets=[listener])


def listen(port: int) -> socket.socket:
    """A socket of this machine alone. Raises L10nError where the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        what = f"port {port} cannot be used: {error.strerror}"
        raise L10nError(what, mend="Name another one with --port, or leave it out.") from None
    return listener


def make_server(store: Store, listener: socket.socket) -> tuple[uvicorn.Server, str]:
    """The server, and the address with its token."""
    port, token = listener.getsockname()[1], secrets.token_urlsafe(24)
    app = make_app(store, token=token, port=port)
    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="off")
    return uvicorn.Server(config), f"http://{HOST}:{port}/?token={token}"
