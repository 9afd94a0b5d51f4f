"""The memory's file: SQLite in WAL mode, so that readers and one writer never wait for each other."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path
from types import TracebackType

from rapidfuzz import fuzz, process

from l10n_flow.files import locked, transaction
from l10n_flow.memory import index
from l10n_flow.memory.match import CONTEXT, EXACT, LEAST, Match, Pair, fuzzy_score
from l10n_flow.memory.normalise import features, key_of, normalise
from l10n_flow.model import L10nError

WAIT_SECONDS = 30.0
VERSION = 1
APPLICATION = 0x6C31306E  # "l10n", by which SQLite files tell whose they are
_FIELDS = tuple(field.name for field in fields(Pair))
_values = attrgetter(*_FIELDS)
_COLUMNS = ", ".join(f"pair.{name}" for name in _FIELDS)
_SCHEMA = f"""
create table if not exists text (
    id integer primary key, language text not null, key blob not null, normal text not null, unique (language, key)
);
create table if not exists pair (
    id integer primary key, text integer not null references text, entry blob not null unique,
    source text not null, target text not null, language text not null, previous text, following text,
    catalog text not null, context text not null, line integer not null, reference text not null,
    translator text not null, learned text not null
);
create index if not exists pair_text on pair (text);
{index.SCHEMA}
pragma application_id = {APPLICATION};
pragma user_version = {VERSION};
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """What became of the pairs that `Memory.learn` was given."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a memory; counts by language code, and sizes in bytes."""

    pairs: dict[str, int]
    texts: dict[str, int]  # different sources
    ambiguous: dict[str, int]  # sources with more than one translation
    catalogs: int
    translators: dict[str, int]
    first: str  # the oldest and the newest date of learning, "" in an empty memory
    last: str
    size: int


class Memory:
    """A translation memory in one file; as many processes as want may read and write it.

    Args:
        create: make the file where there is none.

    Raises:
        L10nError: there is no file, or it is damaged, no memory, of a newer program, or cannot be written.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if not path.exists() and not create:
            raise L10nError("there is no memory yet", where=str(path), mend="Run 'l10n-flow memory learn' to make it.")
        with self._clear_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._db.close()
                raise

    def _open(self) -> None:
        (tables,), (version,) = (
            self._db.execute("select count(*) from sqlite_master").fetchone(),
            self._db.execute("pragma user_version").fetchone(),
        )
        (application,) = self._db.execute("pragma application_id").fetchone()
        if tables and application != APPLICATION:
            raise L10nError("this SQLite file is no translation memory", where=str(self.path), mend="Name another file.")
        if version > VERSION:
            what = f"a newer l10n-flow made this memory (format {version}, this one reads {VERSION})"
            raise L10nError(what, where=str(self.path), mend="Update l10n-flow.")
        if not tables or not version:
            with locked(self.path):  # two processes may both find no file
                self._db.execute("pragma journal_mode = wal")
            with transaction(self._db):
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    self._db.execute(statement)
        self._db.execute("pragma synchronous = normal")
        self._db.execute("pragma cache_size = -65536")
        self._db.execute("pragma mmap_size = 1073741824")

    def learn(self, pairs: Iterable[Pair]) -> Learned:
        """Take in pairs, all or none. A pair with an empty side is passed over; one that is there keeps its date.

        Raises:
            L10nError: another process has been writing for 30 seconds, or the file cannot be written.
        """
        counts: Counter[str] = Counter()
        with self._clear_errors(), transaction(self._db):
            before = self._db.total_changes
            postings = index.Postings(self._db)
            for pair in pairs:
                normal = normalise(pair.source)
                if normal and pair.target.strip():
                    counts[self._learn(pair, normal, postings)] += 1
            postings.flush()
            if self._db.total_changes > before:
                self._db.execute("create table if not exists revision (number integer not null)")
                number = self._revision() + 1
                self._db.execute("delete from revision")
                self._db.execute("insert into revision values (?)", (number,))
        return Learned(**counts)

    def _learn(self, pair: Pair, normal: str, postings: index.Postings) -> str:
        entry = key_of(pair.language, pair.catalog, pair.context, pair.source)
        row = self._db.execute(f"select {_COLUMNS} from pair where entry = ?", (entry,)).fetchone()
        old = Pair(*row) if row else None
        if old is not None:
            same = old.target == pair.target
            if same:
                pair = replace(pair, learned=old.learned, translator=old.translator)  # whose work it was, and since when
            elif "" < pair.learned < old.learned:
                return "same"  # an older file is imported: what was learned since stays
            if pair != old:
                self._db.execute(
                    f"update pair set ({', '.join(_FIELDS)}) = ({_marks(_FIELDS)}) where entry = ?", (*_values(pair), entry)
                )
            return "same" if same else "changed"
        number = self._text(pair.language, normal, postings)
        columns = ("text", "entry", *_FIELDS)
        self._db.execute(f"insert into pair ({', '.join(columns)}) values ({_marks(columns)})", (number, entry, *_values(pair)))
        return "new"

    def _text(self, language: str, normal: str, postings: index.Postings) -> int:
        """The number of a source text, made and indexed where it is new."""
        key = key_of(normal)
        found = self._db.execute("select id from text where language = ? and key = ?", (language, key)).fetchone()
        if found:
            return int(found[0])
        made = self._db.execute("insert into text (language, key, normal) values (?, ?, ?)", (language, key, normal))
        number = int(made.lastrowid or 0)
        postings.add(number, (f"{language} {feature}" for feature in features(normal)))
        return number

    def exact(self, text: str, language: str, *, previous: str | None = None, following: str | None = None) -> list[Match]:
        """Pairs with the same normalised source, best first: 101 where both neighbours are the same too, else 100."""
        with self._clear_errors():
            rows = self._db.execute(
                f"select {_COLUMNS} from text join pair on pair.text = text.id where text.language = ? and text.key = ?",
                (language, key_of(normalise(text))),
            ).fetchall()
        around = (_normal(previous), _normal(following))
        pairs = [Pair(*row) for row in rows]
        found = []
        for pair in pairs:
            same = None not in around and around == (_normal(pair.previous), _normal(pair.following))
            found.append(Match(pair, CONTEXT if same else EXACT, _others(pair, pairs)))
        return sorted(found, key=_order)

    def fuzzy(self, text: str, language: str, *, limit: int = 5, least: int = LEAST) -> list[Match]:
        """Pairs with a similar source, best first: candidates by index, scored by rapidfuzz's ratio of normal forms."""
        normal = normalise(text)
        wanted = {f"{language} {feature}": weight for feature, weight in features(normal, query=True).items()}
        with self._clear_errors():
            numbers = index.candidates(self._db, wanted)
            rows = self._db.execute(f"select id, normal from text where id in ({_marks(numbers)}) order by id", numbers)
            texts = {number: found for number, found in rows if found != normal}
            best = process.extract(normal, texts, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
            ratios = {number: ratio for _, ratio, number in best}
            rows = self._db.execute(f"select text, {_COLUMNS} from pair where text in ({_marks(ratios)})", list(ratios))
            pairs = [(number, Pair(*row)) for number, *row in rows]
        found = []
        for number, pair in pairs:
            siblings = [other for same, other in pairs if same == number]
            found.append(Match(pair, fuzzy_score(ratios[number], same=False), _others(pair, siblings)))
        return sorted(found, key=_order)[:limit]

    def lookup(
        self,
        text: str,
        language: str,
        *,
        previous: str | None = None,
        following: str | None = None,
        limit: int = 5,
        least: int = LEAST,
    ) -> list[Match]:
        """All matches of a text, best first, at most `limit`; similar texts are looked for where exact ones are too few."""
        found = self.exact(text, language, previous=previous, following=following)
        if len(found) < limit:
            found += self.fuzzy(text, language, limit=limit - len(found), least=least)
        return found[:limit]

    def pairs(self, languages: Iterable[str] = ()) -> Iterator[Pair]:
        """Every pair in the order it was learned, of some languages or of all."""
        codes = list(languages)
        chosen = f" where language in ({_marks(codes)})" if codes else ""
        with self._clear_errors():
            for row in self._db.execute(f"select {_COLUMNS} from pair{chosen} order by id", codes):
                yield Pair(*row)

    def stats(self) -> Stats:
        """Counts over the whole memory."""
        with self._clear_errors():
            count = self._counts
            ambiguous = "select text, language from pair group by text having count(distinct target) > 1"
            dates = self._db.execute("select min(learned), max(learned) from pair").fetchone()
            (catalogs,) = self._db.execute("select count(distinct catalog) from pair").fetchone()
            return Stats(
                pairs=count("select language, count(*) from pair group by 1 order by 1"),
                texts=count("select language, count(distinct text) from pair group by 1 order by 1"),
                ambiguous=count(f"select language, count(*) from ({ambiguous}) group by 1 order by 1"),
                catalogs=catalogs,
                translators=count("select translator, count(*) from pair group by 1 order by 2 desc, 1"),
                first=dates[0] or "", last=dates[1] or "", size=self.path.stat().st_size,
            )  # fmt: skip

    def state(self) -> str:
        """A short text that is another one when pairs were learned or changed."""
        with self._clear_errors():
            query = "select count(*), max(id), max(learned), total(length(target)) from pair"
            return repr((*self._db.execute(query).fetchone(), self._revision()))

    def _revision(self) -> int:
        """How often pairs were learned or changed; memories of before 0.1 have no such table, and 0."""
        there = self._db.execute("select 1 from sqlite_master where name = 'revision'").fetchone()
        row = self._db.execute("select number from revision").fetchone() if there else None
        return int(row[0]) if row else 0

    def _counts(self, query: str) -> dict[str, int]:
        return {str(name): int(number) for name, number in self._db.execute(query)}

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def _clear_errors(self) -> Iterator[None]:
        """SQLite's errors as messages that say what to do."""
        where = str(self.path)
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                what = f"another l10n-flow has been writing the memory for {WAIT_SECONDS:.0f} seconds"
                raise L10nError(what, where=where, mend="Wait for it to end, or stop it, and run again.") from None
            mend = "Check the space on the disk and the permissions of the file and its folder."
            raise L10nError(f"the memory cannot be used: {error}", where=where, mend=mend) from None
        except sqlite3.DatabaseError as error:
            mend = "Move the file away, then import a TMX copy or run 'l10n-flow memory learn' to make it anew."
            raise L10nError(f"the memory is damaged: {error}", where=where, mend=mend) from None
        except OSError as error:
            mend = "Check the path and its permissions."
            raise L10nError(f"the memory cannot be used: {error.strerror}", where=where, mend=mend) from None


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)


def _normal(text: str | None) -> str | None:
    return None if text is None else normalise(text)


def _others(pair: Pair, pairs: Iterable[Pair]) -> int:
    """How many other translations the pairs of one source hold."""
    return len({one.target for one in pairs} - {pair.target})


def _order(match: Match) -> tuple[object, ...]:
    """Best first, then newest, then by place: never by when a row came into the file."""
    pair = match.pair
    newest = tuple(-ord(char) for char in pair.learned)
    return -match.score, newest, pair.catalog, pair.context, pair.source, pair.target
