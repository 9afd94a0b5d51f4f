"""A project with several small articles that share units, and jobs on it."""

from datetime import UTC, datetime

from l10n_flow.batch import Batch, Finished, Journal, LocalScheduler, Setup
from l10n_flow.project import Project

GLOSSARY = """version: 1
terms:
  - {id: tokayev, kind: person, ar: توكاييف, en: {term: President Tokayev, short: Tokayev}, tr: Tokayev}
  - {id: ankara, kind: place, ar: أنقرة, en: Ankara, tr: Ankara}
  - {id: kazan, kind: place, ar: قازان, en: Kazan, tr: Kazan}
"""
NOW = datetime(2026, 1, 2, tzinfo=UTC)
SHARED = "وصل توكاييف إلى أنقرة يوم الثلاثاء."


def text(number):
    """Every article has the shared sentence: at its head, or after a sentence that names the same man already."""
    first = f"كازاخستان وتركيا تتفقان في اليوم {number}"
    middle = (
        f"التقى توكاييف {number + 2} وزراء من قازان. {SHARED}"
        if number % 2
        else f"{SHARED} وبلغت التجارة {number + 2} مليارات دولار."
    )
    return f"{first}\n\n{middle}\n"


def write_articles(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"a{number:02}.txt").write_text(text(number), encoding="utf-8")
    return sorted(folder.glob("*.txt"))


def make_project(root, **values):
    root.mkdir(parents=True, exist_ok=True)
    (root / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    return Project(
        root, articles=root / "in", locales=root / "locales", glossary=root / "glossary.yaml", memory=root / "m.sqlite",
        targets=("en", "tr"), **values,
    )  # fmt: skip


def catalogs(root):
    """Every file of the catalogs' folder with its bytes."""
    return {path.relative_to(root): path.read_bytes() for path in sorted((root / "locales").rglob("*")) if path.is_file()}


def do(project, paths, *, scheduler=None, window_size=10**6, again=False):
    """Run a job; gives its events."""
    with Journal(project.root / ".l10n-flow" / "batch.sqlite", root=project.root) as journal:
        scheduler = scheduler or LocalScheduler(Setup(project, project.root / "cache", 1), window_size=window_size)
        return list(Batch(project, journal, scheduler, now=NOW, again=again).run(paths))


def outcomes(events):
    return {event.outcome.article.name: event.outcome for event in events if isinstance(event, Finished)}
