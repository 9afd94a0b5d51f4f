"""Search options."""

from __future__ import annotations

from dataclasses import dataclass, fields

from l10n_flow.mt.packages import Package


@dataclass(frozen=True, slots=True)
class Decoding:
    """Search options; all of them are part of a draft's signature."""

    beam: int = 4
    length_penalty: float = 1.0  # 1: a hypothesis is scored by its mean log-probability per token
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 4
    hints: float = 1.0  # what a hypothesis gains, in log-probability, that holds all hints of its source
    clause: int = 0  # words of a clause: longer Arabic texts are translated clause by clause; 0: whole

    def __str__(self) -> str:
        search = f"beam={self.beam} lp={self.length_penalty} rp={self.repetition_penalty} ng={self.no_repeat_ngram}"
        return f"{search} h={self.hints}{f' clause={self.clause}' if self.clause else ''}"

    def of(self, package: Package) -> Decoding:
        """These options with those that the package asks for in its metadata ("decoding")."""
        wanted = {field.name: getattr(self, field.name) for field in fields(self)}
        wanted |= {name: type(wanted[name])(value) for name, value in package.decoding if name in wanted}
        return Decoding(**wanted)
