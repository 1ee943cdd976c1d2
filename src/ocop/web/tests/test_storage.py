"""Static files as a server in use serves them: under names that carry their content."""

import re
from pathlib import Path

from django.contrib.staticfiles.finders import AppDirectoriesFinder

from ocop.web.assets.storage import NamedByContent

IMPORTS = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']*)["']""")
BY_CONTENT = re.compile(r"\.[0-9a-f]{12}\.js$")


def test_scripts_import_each_other_by_the_names_that_pages_ask_for(tmp_path: Path) -> None:
    storage = NamedByContent(location=tmp_path, base_url="/static/")
    scripts = {
        path: (home, path)
        for path, home in AppDirectoriesFinder().list(["django_htmx", "admin"])
        if path.endswith(".js")
    }
    for path, (home, _) in scripts.items():
        with home.open(path) as source:
            storage._save(path, source)
    for _, _, problem in storage.post_process(scripts):
        assert not isinstance(problem, Exception), problem
    served = [tmp_path / storage.stored_name(path) for path in scripts]
    imported = [name for path in served for name in IMPORTS.findall(path.read_text(encoding="utf-8"))]
    assert "./session.js" not in imported
    assert len(imported) >= 10
    assert [name for name in imported if not BY_CONTENT.search(name)] == []
