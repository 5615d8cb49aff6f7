"""Holds the schemas that `panelpack schema` writes against the files of this package, as an editor would: YAML 1.2, JSON Schema draft 7.

What is valid is refused nowhere, what a schema refuses is an error in panelpack too, and `caught` lists which of the invalid fixtures it refuses.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, SequenceNode

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/fixtures"
KEPT = Path(__file__).parent / "caught"
# Where a file of the format lies in a project.
PLACES = [
    ("panelpack", r"panelpack\.yaml"),
    ("indicators", r"indicators(\.yaml|/.*\.yaml)"),
    ("figures", r"figures/.*\.yaml"),
    ("recipe", r"imports/.*\.yaml"),
    ("benchmarks", r"benchmarks\.yaml"),
    ("corrections", r"corrections\.yaml"),
    ("actions", r"actions\.yaml"),
    ("layout", r"templates/[^/]+/layout\.yaml"),
    ("ratings", r"templates/([^/]+/)?base/ratings\.yaml"),
]
# The core schema of YAML 1.2, which knows neither dates nor `yes`.
CORE = [
    (r"~|null|Null|NULL|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0x[0-9a-fA-F]+", lambda text: int(text, 16)),
    (r"0o[0-7]+", lambda text: int(text[2:], 8)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
]


def value_of(node):
    if isinstance(node, MappingNode):
        return {key.value if not isinstance(key, (MappingNode, SequenceNode)) else "?": value_of(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [value_of(item) for item in node.value]
    if node.style is None:
        for pattern, read in CORE:
            if re.fullmatch(pattern, node.value):
                return read(node.value)
    return node.value


def read(text):
    """The first document of a text; nothing where it is empty. What is no YAML is told apart."""
    node = next(iter(YAML(pure=True).compose_all(text)), None)
    return None if node is None else value_of(node)


def schema_of(path):
    return next((name for name, place in PLACES if re.fullmatch(place, path)), None)


class Schemas:
    def __init__(self, program, folder):
        subprocess.run([program, "schema", "--out", folder], check=True, stdout=subprocess.DEVNULL)
        self.all = {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in Path(folder).iterdir()}
        assert set(self.all) == {name for name, _ in PLACES}, "a schema is new: say in PLACES where its file lies"
        for schema in self.all.values():
            Draft7Validator.check_schema(schema)

    def faults(self, name, value):
        if value is None:
            return []
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in Draft7Validator(self.all[name]).iter_errors(value)]


def files_of(folder):
    for path in sorted(folder.rglob("*.yaml")):
        place = path.relative_to(folder).as_posix()
        if (name := schema_of(place)) is not None:
            yield place, name, path.read_text("utf-8", errors="replace")


def valid_texts(program, scratch):
    """Every file of the format that panelpack takes: name of its schema, where it stands, its text."""
    projects = [*sorted((ROOT / "data").iterdir()), *sorted((FIXTURES / "base").iterdir()), FIXTURES / "stress"]
    made = Path(scratch) / "made"
    told = "--organisation=O --panel=P --month=2020-11 --small-numbers=none".split()
    subprocess.run([program, "new", made, *told], check=True, capture_output=True)
    proposed = Path(scratch) / "proposed"
    workbook = FIXTURES / "import/derived_scorecard_merged_headers.xlsx"
    subprocess.run([program, "import", workbook, "--propose", "--project", proposed, *told], check=True, capture_output=True)
    subprocess.run([program, "new-month", "2020-12", made], check=True, capture_output=True)
    for project in [*projects, made, proposed]:
        if project.is_dir():
            for place, name, text in files_of(project):
                yield name, f"{project.name}/{place}", text
    for path in sorted((ROOT / "templates").rglob("*.yaml")):
        place = path.relative_to(ROOT).as_posix()
        if (name := schema_of(place)) is not None:
            yield name, place, path.read_text("utf-8")
    for version in sorted(path for path in (FIXTURES / "editions").iterdir() if path.is_file()):
        yield from edition_texts(version)
    sections = re.split(r"^##+ ", (ROOT / "data/README.md").read_text("utf-8"), flags=re.M)
    titles = {"figures": "figures", "imports": "recipe", "benchmarks.yaml": "benchmarks", "corrections.yaml": "corrections"}
    for section in sections:
        title, _, rest = section.partition("\n")
        for block in re.findall(r"^```yaml\n(.*?)^```", rest, flags=re.M | re.S)[:3]:
            if title in titles and not block.startswith("  "):
                yield titles[title], f"data/README.md, {title}", block.replace("https://www.gov.uk/…", "https://www.gov.uk/")
    for folder in (made, proposed):
        yield from lines_lead_to_schemas(folder)


def edition_texts(listing):
    """The projects from which a version published, and the copies in its editions: the name of a blob and a path in each line."""
    for line in listing.read_text("utf-8").splitlines():
        blob, _, path = line.partition("  ")
        place = path.partition("/project/")[2] or path.partition("/")[2]
        if (name := schema_of(place)) is not None:
            yield name, f"{listing.name}: {path}", (FIXTURES / "editions/blobs" / blob).read_text("utf-8")


def lines_lead_to_schemas(project):
    """The lines at the top of what `new` and `import` wrote lead to files, by paths within the project."""
    lines = 0
    for path in sorted(project.rglob("*.yaml")):
        first = path.read_text("utf-8").partition("\n")[0]
        if found := re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first):
            lines += 1
            schema = (path.parent / found[1]).resolve()
            assert schema.parent == (project / ".panelpack").resolve() and schema.is_file(), f"{path}: {first}"
            assert schema.name == f"{schema_of(path.relative_to(project).as_posix())}.schema.json", f"{path}: {first}"
    assert lines >= 3, f"{project} has {lines} such lines"
    return []


def subschemas(schema):
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from subschemas(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from subschemas(value)


def closed(schema, value):
    """Each map of a value that its schema names the keys of, with what else it may be called."""
    for one in schema.get("anyOf", []):
        if "required" not in one or "type" in one:
            yield from closed(one, value)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from closed(schema["items"], item)
    if isinstance(value, dict) and schema.get("type") == "object" and Draft7Validator(schema).is_valid(value):
        if schema.get("properties") and schema.get("additionalProperties") is False:
            yield value, schema
        for key, inner in value.items():
            below = [schema.get("properties", {}).get(key), *(it for pattern, it in schema.get("patternProperties", {}).items() if re.search(pattern, key))]
            if isinstance(schema.get("additionalProperties"), dict):
                below.append(schema["additionalProperties"])
            for it in below:
                if it is not None:
                    yield from closed(it, inner)


def misspelt_keys_are_refused(schemas, name, value):
    """Each key with a slip in it makes its whole file invalid."""
    number = 0
    for found, schema in list(closed(schemas.all[name], value)):
        for key in list(found):
            slip = f"{key}_"
            if key not in schema["properties"] or any(re.search(pattern, slip) for pattern in schema.get("patternProperties", {})):
                continue
            entries = list(found.items())
            found.clear()
            found.update((slip if it == key else it, inner) for it, inner in entries)
            assert schemas.faults(name, value), f"`{slip}` is taken in {name}"
            found.clear()
            found.update(entries)
            number += 1
    return number


def cases():
    for expected in sorted((FIXTURES / "invalid").rglob("expected")):
        yield expected.parent


def told(case, schemas):
    """What the schemas make of a case: each of its own files that they refuse."""
    refused = []
    is_of_another = lambda place: (case / place.partition("/")[0] / "expected").exists()
    for place, name, text in files_of(case):
        if is_of_another(place):
            continue
        try:
            value = read(text)
        except (YAMLError, ValueError, RecursionError):
            refused.append((place, "no YAML"))
            continue
        if schemas.faults(name, value):
            refused.append((place, "refused"))
    return refused


def caught(schemas):
    lines = []
    for case in cases():
        expected = (case / "expected").read_text("utf-8")
        refused = told(case, schemas)
        for place, how in refused:
            is_error = re.search(rf"^{re.escape(place)}:[\d:]+ error\[", expected, flags=re.M)
            assert is_error or how == "no YAML", f"{case}: {place} is refused by its schema, and panelpack says: {expected}"
        what = ", ".join(f"{place} {how}" for place, how in refused) or "not caught"
        lines.append(f"{case.relative_to(FIXTURES / 'invalid').as_posix()}: {what}\n")
    return "".join(lines)


def main():
    program = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        schemas = Schemas(program, Path(scratch) / "schemas")
        files, keys, examples = 0, 0, 0
        for name, where, text in valid_texts(program, scratch):
            value = read(text)
            faults = schemas.faults(name, value)
            assert not faults, f"{where} is refused: {faults[:3]}"
            files += 1
            if where.startswith(("northbridge/", "data/README", "templates/scorecard", "made/")):
                keys += misspelt_keys_are_refused(schemas, name, value)
        for schema in schemas.all.values():
            for part in subschemas(schema):
                for example in part.get("examples", []) if isinstance(part.get("examples"), list) else []:
                    faults = [error.message for error in Draft7Validator(part).iter_errors(example)]
                    assert not faults, f"an example is refused: {example}: {faults}"
                    examples += 1
        found = caught(schemas)
    assert files > 100 and keys > 300 and examples > 150, (files, keys, examples)
    if os.environ.get("UPDATE_EXPECTED"):
        KEPT.write_text(found, "utf-8")
    elif KEPT.read_text("utf-8") != found:
        subprocess.run(["diff", "-u", KEPT, "-"], input=found, text=True, check=False)
        sys.exit("other fixtures are refused than tests/schemas/caught says: UPDATE_EXPECTED=1 writes it anew")
    number = sum(not line.endswith("not caught") for line in found.splitlines())
    print(f"{files} files are valid, {keys} misspelt keys and {number} of {len(found.splitlines())} invalid fixtures refused, {examples} examples valid")


main()
