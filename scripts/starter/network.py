"""A pre-norm Transformer (Vaswani et al. 2017; Xiong et al. 2020) and its export to CTranslate2."""

from __future__ import annotations

import math
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    vocab: int
    width: int = 256
    heads: int = 4
    hidden: int = 1024
    encoders: int = 4
    decoders: int = 2
    dropout: float = 0.2
    max_length: int = 512

    def to_dict(self) -> dict[str, int | float]:
        return asdict(self)


class Attention(nn.Module):
    def __init__(self, shape: Shape, *, cross: bool) -> None:
        super().__init__()
        self.heads, self.cross, self.dropout = shape.heads, cross, shape.dropout / 2
        self.keep = False  # keep the attention of a forward pass in `kept` (mean of heads), for guided training
        self.kept: Tensor | None = None
        if cross:
            self.q = nn.Linear(shape.width, shape.width)
            self.kv = nn.Linear(shape.width, 2 * shape.width)
        else:
            self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None, causal: bool) -> Tensor:
        batch, _, width = x.shape
        if memory is not None:
            q, (k, v) = self.q(x), self.kv(memory).chunk(2, -1)
        else:
            q, k, v = self.qkv(x).chunk(3, -1)
        q, k, v = (t.view(batch, -1, self.heads, width // self.heads).transpose(1, 2) for t in (q, k, v))
        dropout = self.dropout if self.training else 0.0
        if self.keep:
            weights = (q @ k.transpose(-1, -2)) / math.sqrt(width // self.heads)
            if mask is not None:
                weights = weights.masked_fill(~mask, float("-inf"))
            weights = weights.float().softmax(-1)
            self.kept = weights.mean(1)
            y = F.dropout(weights, dropout, self.training).to(v.dtype) @ v
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal, dropout_p=dropout)
        return self.out(y.transpose(1, 2).reshape(batch, -1, width))


class Layer(nn.Module):
    def __init__(self, shape: Shape, *, decoder: bool) -> None:
        super().__init__()
        self.decoder = decoder
        self.norm1, self.norm3 = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.self_attention = Attention(shape, cross=False)
        if decoder:
            self.norm2 = nn.LayerNorm(shape.width)
            self.attention = Attention(shape, cross=True)
        self.linear1, self.linear2 = nn.Linear(shape.width, shape.hidden), nn.Linear(shape.hidden, shape.width)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        own = None if self.decoder else mask
        x = x + self.drop(self.self_attention(self.norm1(x), None, own, self.decoder))
        if self.decoder:
            x = x + self.drop(self.attention(self.norm2(x), memory, mask, False))
        return x + self.drop(self.linear2(self.drop(F.relu(self.linear1(self.norm3(x))))))


class Transformer(nn.Module):
    """Token ids in, logits out; source, target and output embeddings are one matrix."""

    positions: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocab, shape.width)
        nn.init.normal_(self.embedding.weight, 0, shape.width**-0.5)
        place = torch.arange(shape.max_length)[:, None]
        rate = torch.exp(torch.arange(0, shape.width, 2) * (-math.log(10000.0) / shape.width))
        table = torch.zeros(shape.max_length, shape.width)
        table[:, 0::2], table[:, 1::2] = torch.sin(place * rate), torch.cos(place * rate)
        self.register_buffer("positions", table)
        self.encoder = nn.ModuleList(Layer(shape, decoder=False) for _ in range(shape.encoders))
        self.decoder = nn.ModuleList(Layer(shape, decoder=True) for _ in range(shape.decoders))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocab))

    def embed(self, ids: Tensor) -> Tensor:
        x = self.embedding(ids) * math.sqrt(self.shape.width) + self.positions[: ids.size(1)]
        return F.dropout(x, self.shape.dropout, self.training)

    def forward(self, source: Tensor, rows: Tensor, target: Tensor, pad: int) -> Tensor:
        """Logits [targets, length, vocab]; `rows[i]` is the source row of target i, so one source serves many targets."""
        mask = (source != pad)[:, None, None, :]
        x = self.embed(source)
        for layer in self.encoder:
            x = layer(x, None, mask)
        memory, mask = self.encoder_norm(x)[rows], mask[rows]
        y = self.embed(target)
        for layer in self.decoder:
            y = layer(y, memory, mask)
        return F.linear(self.decoder_norm(y), self.embedding.weight, self.bias)


def export(model: Transformer, pieces: list[str], out: Path, *, quantization: str = "int8") -> None:
    """Write a CTranslate2 model folder. Arrays are copied: `optimize` quantises in place."""
    from ctranslate2.specs import common_spec, transformer_spec

    shape = model.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoders, shape.decoders), shape.heads, pre_norm=True,
        activation=common_spec.Activation.RELU, alignment_layer=-1, alignment_heads=0,
    )  # fmt: skip

    def array(tensor: Tensor):  # noqa: ANN202
        return tensor.detach().float().cpu().numpy().copy()

    def linear(target, module: nn.Linear) -> None:  # noqa: ANN001
        target.weight, target.bias = array(module.weight), array(module.bias)

    def norm(target, module: nn.LayerNorm) -> None:  # noqa: ANN001
        target.gamma, target.beta = array(module.weight), array(module.bias)

    parts = (
        (spec.encoder, model.encoder, model.encoder_norm),
        (spec.decoder, model.decoder, model.decoder_norm),
    )
    for part, layers, last in parts:
        embeddings = part.embeddings[0] if isinstance(part.embeddings, list) else part.embeddings
        embeddings.weight = array(model.embedding.weight)
        part.scale_embeddings = math.sqrt(shape.width)
        part.position_encodings.encodings = array(model.positions)
        norm(part.layer_norm, last)
        for target, layer in zip(part.layer, layers, strict=True):
            norm(target.self_attention.layer_norm, layer.norm1)
            linear(target.self_attention.linear[0], layer.self_attention.qkv)
            linear(target.self_attention.linear[1], layer.self_attention.out)
            if layer.decoder:
                norm(target.attention.layer_norm, layer.norm2)
                linear(target.attention.linear[0], layer.attention.q)
                linear(target.attention.linear[1], layer.attention.kv)
                linear(target.attention.linear[2], layer.attention.out)
            norm(target.ffn.layer_norm, layer.norm3)
            linear(target.ffn.linear_0, layer.linear1)
            linear(target.ffn.linear_1, layer.linear2)
    spec.decoder.projection.weight, spec.decoder.projection.bias = array(model.embedding.weight), array(model.bias)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.decoder_start_token = "<s>"
    spec.config.add_source_eos, spec.config.add_source_bos = True, False
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    spec.save(str(out))
