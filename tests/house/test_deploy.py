"""What lies in deploy/ says what the README and the product say. Whether it runs was tried by hand
(docs/operations.md); a container was not built, for there was nothing here to build one with.
"""

import re
from pathlib import Path

import yaml
from django.core.management import get_commands

DEPLOY, README = Path("deploy"), Path("README.md").read_text()
PYTHON = ".venv/bin/python"
COMMAND = re.compile(r"\.venv/bin/(?:python manage\.py|pip|pybabel)[^\n\"'&\[\]]*")
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())


def lines_of_readme():
    return {line.partition("#")[0].strip() for line in re.findall(r"^(\S+ .*)$", README, re.MULTILINE)}


def plain(line):
    return line.replace('", "', " ").replace("--verbosity 0", "").replace("exec ", "").strip(" ;\\\"'")


def test_the_container_is_built_by_the_lines_of_the_readme():
    words = (DEPLOY / "Containerfile").read_text()
    ran = [plain(line) for line in re.findall(r"^RUN (.*(?:venv|pybabel).*)$", words, re.MULTILINE)]
    (served,) = re.findall(r"^CMD \[\"(.*)\"\]$", words, re.MULTILINE)

    wanted = [line for line in README.splitlines() if line.startswith(("python3 -m venv", ".venv/bin/"))]
    assert ran == wanted[:3]
    assert plain(served) in lines_of_readme()


def test_every_command_of_deploy_is_one_of_the_product_and_of_the_readme():
    found = {}
    for path in FILES:
        for line in COMMAND.findall(path.read_text().replace('", "', " ")):
            found[plain(line)] = path
    known = README + Path("docs/operations.md").read_text()

    assert {line.split()[2] for line in found if "manage.py" in line} >= {"serve", "backup", "keep_house"}
    for line, path in found.items():
        assert line in known, (path, line)
        if "manage.py" in line:
            assert line.split()[2] in get_commands(), (path, line)


def test_what_is_set_in_deploy_is_a_setting_of_the_readme():
    named = set(re.findall(r"`([A-Z_]+)`", README))
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    asked = set(compose["x-product"]["environment"])
    for path in FILES:
        asked |= set(re.findall(r"\b([A-Z_]{4,})=", path.read_text()))

    # Of PostgreSQL's own image and of Python's.
    assert asked - named - {"POSTGRES_PASSWORD"} == set()


def test_what_waits_for_the_server_waits_as_long_as_the_product():
    """Who gives up earlier than the product answers would hide its words from the reader."""
    words = (DEPLOY / "nginx.conf").read_text()
    (seconds,) = re.findall(r"proxy_read_timeout (\d+)s", words)

    assert int(seconds) > 20
    assert "client_max_body_size 64m" in words
    for address in ("metrics", "readyz", "healthz"):
        assert address in words
        assert address in (DEPLOY / "Caddyfile").read_text()
