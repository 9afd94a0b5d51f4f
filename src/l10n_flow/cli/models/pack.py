"""`l10n-flow models pack`."""

from __future__ import annotations

from pathlib import Path

import click

from l10n_flow.cli.common import json_option, print_json
from l10n_flow.cli.models.options import described
from l10n_flow.model import L10nError
from l10n_flow.mt.packages import package_home
from l10n_flow.mt.store.install import install
from l10n_flow.mt.store.offers import Got
from l10n_flow.mt.store.pack import Wrapping, pack

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("pack")
@click.argument("model", type=click.Path(path_type=Path))
@click.option("--from", "source", required=True, metavar="CODE", help="Language that it translates from.")
@click.option("--to", "target", required=True, metavar="CODE", help="Language that it translates to.")
@click.option("--tokenizer", required=True, type=FILE, help="SentencePiece model or tokenizer.json.")
@click.option("--prefix", default="", metavar="TOKEN", help="First token of the translation: the target's tag.")
@click.option("--source-prefix", multiple=True, metavar="TOKEN", help="Token before the text; may be repeated.")
@click.option("--source-suffix", multiple=True, metavar="TOKEN", help="Token behind the text; may be repeated.")
@click.option("--decoding", multiple=True, metavar="NAME=NUMBER", help="Search option that suits the model; may be repeated.")
@click.option("--version", default="1.0", show_default=True, help="Version of the package.")
@click.option("--readme", type=FILE, help="File with the model's origin and licence, to go into the package.")
@click.option("--out", type=click.Path(path_type=Path), default=Path(), show_default="this folder", help="Folder for the file.")
@click.option("--install", "installing", is_flag=True, help="Install it as well.")
@json_option
def command(
    model: Path, source: str, target: str, tokenizer: Path, prefix: str, source_prefix: tuple[str, ...],
    source_suffix: tuple[str, ...], decoding: tuple[str, ...], version: str, readme: Path | None, out: Path,
    installing: bool, as_json: bool,
) -> None:  # fmt: skip
    """Make an .argosmodel of MODEL, a folder that CTranslate2's converters wrote.

    The package has translated a sentence before it is written; look at that.
    """
    how = Wrapping(
        source=source, target=target, version=version, target_prefix=prefix, source_prefix=source_prefix,
        source_suffix=source_suffix, decoding=_numbers(decoding), readme=readme,
    )  # fmt: skip
    done = pack(model, tokenizer, how, out)
    there = install(Got(done.path, str(done.path)), package_home(), pair=(source, target)) if installing else None
    if as_json:
        package = described(done.package) | {"name": done.path.stem, "path": str(done.path)}
        print_json(package | {
            "notes": list(done.notes), "text": done.text, "translation": done.translation,
            "installed": str(there.package.path) if there else None,
        })  # fmt: skip
        return
    click.echo(f"{done.path}: {done.path.stat().st_size / 1e6:.1f} MB")
    if not done.package.stock:
        click.echo("  for l10n-flow; argostranslate passes over it")
    click.echo(f"  {done.text} -> {done.translation}")
    for note in done.notes:
        click.echo(f"  note: {note}")
    if there:
        click.echo(f"installed as {there.package.path}")


def _numbers(options: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for option in options:
        name, _, value = option.partition("=")
        try:
            found[name] = float(value)
        except ValueError:
            raise L10nError(f"--decoding {option}: not NAME=NUMBER", mend="For example --decoding beam=5") from None
    return found
