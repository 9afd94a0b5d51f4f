"""Tokenizers that are a `tokenizer.json` of Hugging Face `tokenizers` (the extra `hf`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from l10n_flow.model import L10nError


class JsonTokenizer:
    """`encode(text)` and `decode(pieces)` as argostranslate's tokenizers have them.

    A text's own letters never become a special token (`</s>` in an article is five letters), and no special tokens are
    added: the package's metadata says which stand around a text. Raises L10nError for a file that is no tokenizer.
    """

    def __init__(self, path: Path) -> None:
        try:
            from tokenizers import Tokenizer
        except ImportError:
            what = "this package has a tokenizer.json, which needs the Python package 'tokenizers'"
            raise L10nError(what, where=str(path), mend="Install it: pip install 'l10n-flow[hf]'") from None
        try:
            self._tokenizer: Any = Tokenizer.from_str(path.read_text(encoding="utf-8"))
        except Exception as error:  # the library raises bare Exception for whatever is wrong
            raise L10nError(f"not a tokenizer.json: {error}", where=str(path), mend="Install the package again.") from None
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = True
        added = self._tokenizer.get_added_tokens_decoder().values()
        self._special = {token.content for token in added if token.special}

    def pieces(self) -> list[str]:
        """All pieces that are no special tokens."""
        return [piece for piece in self._tokenizer.get_vocab(with_added_tokens=False) if piece not in self._special]

    def encode(self, text: str) -> list[str]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def decode(self, tokens: Sequence[str]) -> str:
        plain = [token for token in tokens if token not in self._special]
        decoder = self._tokenizer.decoder
        return str(decoder.decode(plain)) if decoder is not None else " ".join(plain)
