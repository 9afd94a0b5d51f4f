"""A tiny package of our own making: real format, random weights from a fixed seed."""

import json

import numpy as np
import pytest
import sentencepiece as spm

WIDTH, HEADS, HIDDEN, VOCAB = 16, 2, 32, 150
TEXT = [
    "وصل الرئيس إلى أنقرة",
    "the president arrived in Ankara",
    "başkan Ankara'ya geldi",
    "президент келді",
    "34 مليار دولار",
] * 20


def _random_model(pieces, out, seed):
    from ctranslate2.specs import common_spec, transformer_spec

    rng = np.random.default_rng(seed)
    spec = transformer_spec.TransformerSpec.from_config(
        (1, 1), HEADS, pre_norm=True, activation=common_spec.Activation.RELU, alignment_layer=-1, alignment_heads=0
    )

    def array(*shape):
        return rng.normal(0, 0.3, shape).astype(np.float32)

    def linear(layer, rows, columns):
        layer.weight, layer.bias = array(rows, columns), np.zeros(rows, np.float32)

    def norm(layer):
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    embedding = array(len(pieces), WIDTH)
    for part, decoder in ((spec.encoder, False), (spec.decoder, True)):
        embeddings = part.embeddings[0] if isinstance(part.embeddings, list) else part.embeddings
        embeddings.weight = embedding.copy()
        part.scale_embeddings = 4.0
        part.position_encodings.encodings = array(512, WIDTH) * 0.1
        norm(part.layer_norm)
        for layer in part.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH)
            linear(layer.self_attention.linear[1], WIDTH, WIDTH)
            if decoder:
                norm(layer.attention.layer_norm)
                linear(layer.attention.linear[0], WIDTH, WIDTH)
                linear(layer.attention.linear[1], 2 * WIDTH, WIDTH)
                linear(layer.attention.linear[2], WIDTH, WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, HIDDEN, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, HIDDEN)
    spec.decoder.projection.weight, spec.decoder.projection.bias = embedding.copy(), np.zeros(len(pieces), np.float32)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.decoder_start_token, spec.config.add_source_eos = "<s>", True
    spec.validate()
    spec.optimize(quantization="int8")
    out.mkdir(parents=True)
    spec.save(str(out))


def write_package(root, source, target, *, prefix="", seed=1, version="1.0"):
    """An Argos package folder under `root`."""
    folder = root / f"{source}_{target}"
    folder.mkdir(parents=True)
    (root / "text").write_text("\n".join(TEXT), encoding="utf-8")
    spm.SentencePieceTrainer.train(
        input=str(root / "text"), model_prefix=str(folder / "sentencepiece"), vocab_size=VOCAB, hard_vocab_limit=False,
        control_symbols=["<2en>", "<2tr>", "<2kk>"], user_defined_symbols=[f"⟦{n}⟧" for n in range(1, 5)], minloglevel=2,
    )  # fmt: skip
    (folder / "sentencepiece.vocab").unlink()
    (root / "text").unlink()
    processor = spm.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    _random_model([processor.id_to_piece(n) for n in range(processor.get_piece_size())], folder / "model", seed)
    metadata = {
        "package_version": version, "argos_version": "1.9", "from_code": source, "to_code": target, "from_name": source,
        "to_name": target, "target_prefix": prefix, "type": "translate",
    }  # fmt: skip
    (folder / "metadata.json").write_text(json.dumps(metadata))
    return folder


@pytest.fixture(scope="session")
def make_model():
    """`make_model(pieces, folder, seed)`: a model of these pieces with random weights."""
    return _random_model


@pytest.fixture(scope="session")
def make_package():
    return write_package


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Packages ar->en, en->tr, en->kk: the way to tr and kk is a pivot."""
    root = tmp_path_factory.mktemp("packages")
    write_package(root, "ar", "en", seed=1)
    write_package(root, "en", "tr", prefix="<2tr>", seed=2)
    write_package(root, "en", "kk", prefix="<2kk>", seed=3)
    return root


@pytest.fixture(scope="session")
def packages(folder):
    from l10n_flow.mt.packages import read_package

    return [read_package(path) for path in sorted(folder.iterdir())]
