"""Ukrainian words in Datasette's own templates, put there as the templates are read.

The templates stay Datasette's: templates/_built_in_words.yml says which of their words are
replaced. A word that is no longer there stops the start, so that an upgrade cannot bring
English back in silence.
"""

from pathlib import Path

import datasette
import yaml
from datasette import hookimpl
from jinja2 import BaseLoader

WORDS = Path(__file__).resolve().parents[1] / "templates" / "_built_in_words.yml"
_BUILT_IN = Path(datasette.__file__).parent / "templates"


class InterfaceWordMissing(Exception):
    """Datasette's template does not hold the words that ours are to replace."""


class TranslatingLoader(BaseLoader):
    """A loader that gives Datasette's templates as `translated`, the others as they are."""

    def __init__(self, loader, translated):
        self.loader, self.translated = loader, translated

    def get_source(self, environment, template):
        source, filename, is_fresh = self.loader.get_source(environment, template)
        path = Path(filename)
        if path.parent == _BUILT_IN:
            source = self.translated.get(path.name, source)
        return source, filename, is_fresh

    def list_templates(self):
        return self.loader.list_templates()


def translate(source, name, words):
    """Return the source of a template with each of `words` replaced."""
    for theirs, ours in words:
        if theirs not in source:
            raise InterfaceWordMissing(f"{name} of Datasette does not hold {theirs!r}")
        source = source.replace(theirs, ours)
    return source


@hookimpl
def prepare_jinja2_environment(env):
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    translated = {
        name: translate((_BUILT_IN / name).read_text(encoding="utf-8"), name, pairs)
        for name, pairs in words.items()
    }
    env.loader = TranslatingLoader(env.loader, translated)
