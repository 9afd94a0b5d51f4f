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
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            what = f"port {port} cannot be used: {error.strerror}"
            raise L10nError(what, mend="Name another one with --port, or leave it out.") from None
        listener.listen()
        port, token = listener.getsockname()[1], secrets.token_urlsafe(24)
        app = make_app(store, token=token, port=port)
        config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="off")
        ready(f"http://{HOST}:{port}/?token={token}")
        uvicorn.Server(config).run(sockets=[listener])
