"""Initial embeddings that agree across languages, from the parallel text itself.

Each piece is described by the sentences it stands in, a sentence and its translations being one column (Levy, Søgaard &
Goldberg 2017, "sentence ids"); positive pointwise mutual information, then a truncated SVD. Pieces that translate each
other begin as near neighbours, which a small model on little data would otherwise spend hours to find.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import sentencepiece as spm
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and sp.model")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    sp = spm.SentencePieceProcessor(model_file=str(args.data / "sp.model"))
    rows: list[int] = []
    columns: list[int] = []
    column = 0
    for line in (args.data / "train.jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        if item["s"] == "en" and item["set"] in ("authored", "names", "lexicon"):
            continue  # its twin with the Arabic source holds the same text
        pieces = Counter(piece for text in item["text"].values() for piece in set(sp.encode(text)))
        rows += pieces
        columns += [column] * len(pieces)
        column += 1
    size = sp.get_piece_size()
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, column))
    piece_count = np.asarray(matrix.sum(1)).ravel() + 1e-9
    sentence_size = np.asarray(matrix.sum(0)).ravel() + 1e-9
    coo = matrix.tocoo()
    pmi = np.log(matrix.sum() / (piece_count[coo.row] * sentence_size[coo.col]))
    ppmi = csr_matrix((np.maximum(pmi, 0), (coo.row, coo.col)), shape=matrix.shape)
    left, values, _ = svds(ppmi, k=args.width, random_state=args.seed)
    vectors = left[:, ::-1] * np.sqrt(values[::-1])
    vectors -= vectors.mean(0)
    noise = np.random.default_rng(args.seed).normal(size=vectors.shape)
    rare = (piece_count < 3)[:, None]
    vectors = np.where(rare, noise, vectors)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    vectors = 0.9 * vectors + 0.1 * noise / np.sqrt(args.width)
    np.save(args.data / "embeddings.npy", vectors.astype(np.float32))
    for word in ("▁Kazakhstan", "▁president", "▁oil", "▁water", "▁agreement"):
        place = sp.piece_to_id(word)
        near = np.argsort(-vectors @ vectors[place])[1:9]
        print(word, *(sp.id_to_piece(int(other)) for other in near))


if __name__ == "__main__":
    main()
