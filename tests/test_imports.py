"""The modules of `scripts/` import in one direction."""

import ast

ORDER = [
    "model",
    "kept",
    "lexicon",
    "words",
    "topics",
    "calibration",
    "markup",
    "draw",
    "mathml",
    "lean",
    "repair",
    "lines",
    "table",
    "evidence",
    "choose",
    "parse",
    "answers",
    "literature",
    "addresses",
    "book",
    "compute",
    "check",
    "pieces",
    "nearness",
    "placing",
    "cover",
    "shown",
    "draft",
    "paths",
    "question",
    "study",
    "indexes",
    "claims",
    "portable",
    "cards",
    "faces",
    "releases",
    "sheets",
    "downloads",
    "pages",
    "experiments",
    "records",
    "deck",
    "export",
    "printed",
    "history",
    "paper",
    "share",
    "write",
    "notebooks",
    "rendered",
    "wording",
    "search",
    "policy",
    "compress",
    "publish",
    "offline",
    "previews",
    "gallery",
    "slim",
    "finish",
    "pack",
    "hooks",
    "qa",
]


def test_every_module_has_its_place_in_the_order(project):
    assert sorted(path.stem for path in (project / "scripts").glob("*.py")) == sorted(ORDER)


def test_imports_point_to_earlier_modules_only(project):
    for name in ORDER:
        tree = ast.parse((project / "scripts" / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            later = [other for other in names if other in ORDER and ORDER.index(other) >= ORDER.index(name)]
            assert not later, f"{name} imports {later}"


def test_only_hooks_knows_mkdocs_and_only_qa_prints(project):
    for name in ORDER:
        text = (project / "scripts" / f"{name}.py").read_text(encoding="utf-8")
        if name not in {"hooks", "notebooks", "rendered"}:
            assert "mkdocs" not in text.replace("MkDocs", ""), name
        if name != "qa":
            assert "print(" not in text, name
