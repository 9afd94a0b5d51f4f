"""Packages of an index on a server: argostranslate's own, or a mirror of it.

An index is a JSON list; of each package it has `from_code`, `to_code`, `package_version` and `links`. `sha256` is ours: the
public index gives no checksums.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
import urllib.parse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

from l10n_flow.model import L10nError
from l10n_flow.mt.metadata import CODE, STOCK
from l10n_flow.mt.store import network
from l10n_flow.mt.store.digests import check_sha256
from l10n_flow.mt.store.offers import Got, Offer, Progress

PUBLIC = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
MIRROR = "L10N_FLOW_MIRROR"  # environment variable
LIMIT = 16_000_000  # bytes of an index; the public one has 32 thousand


def downloads() -> Path:
    """Where downloads lie until they are installed."""
    return Path(platformdirs.user_cache_dir("l10n-flow")) / "downloads"


class Index:
    """An index on a server.

    Args:
        mirror: address of a folder that has `index.json` and the package files, or of the index file itself. Then nothing
            is asked of any other server: a link to one is taken as the file of that name in the mirror. "": the public
            index (or that of ARGOS_PACKAGE_INDEX, argostranslate's own variable), with its links as they are.
    """

    def __init__(self, mirror: str = "") -> None:
        base = mirror or os.environ.get("ARGOS_PACKAGE_INDEX", "") or PUBLIC
        network.check_url(base)
        self.name = base if urllib.parse.urlsplit(base).path.endswith(".json") else f"{base.rstrip('/')}/index.json"
        self._mirrored = bool(mirror)

    def offers(self) -> Sequence[Offer]:
        data = network.read_page(self.name, limit=LIMIT)
        try:
            entries = json.loads(data.decode("utf-8"))
        except ValueError as error:
            raise L10nError(f"not JSON in UTF-8 ({error})", where=self.name, mend="Is it the address of an index?") from None
        if not isinstance(entries, list):
            raise L10nError("not a list of packages", where=self.name, mend="Is it the address of an index?")
        return [offer for entry in entries if (offer := self._offer(entry))]

    def _offer(self, entry: Any) -> Offer | None:
        """None for what does not translate, and for an entry that is no package."""
        if not isinstance(entry, dict) or entry.get("type", STOCK) != STOCK:
            return None
        codes = [entry.get("from_code"), entry.get("to_code")]
        if not all(isinstance(code, str) and re.fullmatch(CODE, code) for code in codes):
            return None
        links = entry.get("links")
        usable = [self._link(link) for link in links if isinstance(link, str)] if isinstance(links, list) else []
        return Offer(
            source=str(codes[0]), target=str(codes[1]), version=str(entry.get("package_version", "")),
            links=tuple(dict.fromkeys(filter(None, usable))), sha256=str(entry.get("sha256") or ""),
        )  # fmt: skip

    def _link(self, link: str) -> str:
        """A link as it is to be followed; "" for one of another protocol (the public index has ipfs too), or none at all."""
        try:
            url = urllib.parse.urljoin(self.name, link)
            parts = urllib.parse.urlsplit(url)
        except ValueError:
            return ""
        if parts.scheme not in ("http", "https") or not posixpath.basename(parts.path):
            return ""
        if self._mirrored and not self._within(url):
            return urllib.parse.urljoin(self.name, posixpath.basename(parts.path))
        return url

    def _within(self, url: str) -> bool:
        return urllib.parse.urlsplit(url)[:2] == urllib.parse.urlsplit(self.name)[:2]

    def get(self, offer: Offer, *, sha256: str, limit: int, progress: Progress | None) -> Got:
        if not offer.links:
            raise L10nError(f"the index has no link that can be followed for {offer.pair}", where=self.name)
        failed: list[L10nError] = []
        for link in offer.links:
            try:
                return download(link, sha256=sha256 or offer.sha256, limit=limit, progress=progress)
            except L10nError as error:
                failed.append(error)
        if len(failed) == 1:
            raise failed[0]
        raise L10nError("\n".join(f"{error.where}: {error.what}" for error in failed), mend=failed[-1].mend)


def download(url: str, *, sha256: str, limit: int, progress: Progress | None) -> Got:
    """The file of an address, its checksum compared if there is one. Raises L10nError; a wrong file is deleted."""
    part = network.download(url, downloads(), limit=limit, progress=progress)
    try:
        check_sha256(part, sha256, where=url)
    except L10nError:
        network.forget(part)
        raise
    return Got(part, url, temporary=True)


def discard(got: Got) -> None:
    """Delete a download that is done with; a file of the user's stays."""
    if got.temporary:
        network.forget(got.path)
