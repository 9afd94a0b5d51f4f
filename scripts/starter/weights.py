"""Read the weights of a CTranslate2 model back into a network, so that training can go on from a shipped package.

The format is CTranslate2's binary model, version 6 (python/ctranslate2/specs/model_spec.py of OpenNMT/CTranslate2): a
header, then each variable's name, shape, type and bytes, then aliases. An int8 weight comes with one scale a row.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch

from network import Transformer

TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
VERSION = 6


def read_model(path: Path) -> dict[str, np.ndarray]:
    """Variable name -> array in float32, int8 weights scaled back. Raises ValueError for another format."""
    with path.open("rb") as file:
        if _number(file, "I") != VERSION:
            raise ValueError(f"{path}: not a CTranslate2 model of version {VERSION}")
        _text(file)
        _number(file, "I")
        raw: dict[str, np.ndarray] = {}
        for _ in range(_number(file, "I")):
            name = _text(file)
            shape = [_number(file, "I") for _ in range(_number(file, "B"))]
            kind = TYPES[_number(file, "B")]
            raw[name] = np.frombuffer(file.read(_number(file, "I")), kind).reshape(shape)
        for _ in range(_number(file, "I")):
            alias = _text(file)
            raw[alias] = raw[_text(file)]
    return {name: _scaled(raw, name) for name in raw if not name.endswith("_scale")}


def _scaled(raw: dict[str, np.ndarray], name: str) -> np.ndarray:
    array = raw[name].astype(np.float32)
    scale = raw.get(f"{name}_scale")
    return array if scale is None or raw[name].dtype != np.int8 else array / scale.astype(np.float32).reshape(-1, 1)


def _number(file: BinaryIO, form: str) -> int:
    return int(struct.unpack(f"<{form}", file.read(struct.calcsize(f"<{form}")))[0])


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H"))[:-1].decode()


def load_into(model: Transformer, path: Path) -> None:
    """Set a network's weights to those of a CTranslate2 model of the same shape."""
    found = read_model(path)

    def put(tensor: torch.Tensor, name: str) -> None:
        tensor.data.copy_(torch.from_numpy(found[name]))

    def linear(module: torch.nn.Linear, name: str) -> None:
        put(module.weight, f"{name}/weight")
        put(module.bias, f"{name}/bias")

    def norm(module: torch.nn.LayerNorm, name: str) -> None:
        put(module.weight, f"{name}/gamma")
        put(module.bias, f"{name}/beta")

    put(model.embedding.weight, "decoder/embeddings/weight")
    put(model.bias, "decoder/projection/bias")
    for side, layers, last in (
        ("encoder", model.encoder, model.encoder_norm),
        ("decoder", model.decoder, model.decoder_norm),
    ):
        norm(last, f"{side}/layer_norm")
        for number, layer in enumerate(layers):
            name = f"{side}/layer_{number}"
            norm(layer.norm1, f"{name}/self_attention/layer_norm")
            linear(layer.self_attention.qkv, f"{name}/self_attention/linear_0")
            linear(layer.self_attention.out, f"{name}/self_attention/linear_1")
            if layer.decoder:
                norm(layer.norm2, f"{name}/attention/layer_norm")
                linear(layer.attention.q, f"{name}/attention/linear_0")
                linear(layer.attention.kv, f"{name}/attention/linear_1")
                linear(layer.attention.out, f"{name}/attention/linear_2")
            norm(layer.norm3, f"{name}/ffn/layer_norm")
            linear(layer.linear1, f"{name}/ffn/linear_0")
            linear(layer.linear2, f"{name}/ffn/linear_1")
