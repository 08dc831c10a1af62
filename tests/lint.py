"""`make lint`: everything that can be said of the project without running its tests.

Each step is a command, as many at once as there are processors; the summary at the end lists those
that failed.
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import machine

Step = tuple[str, list[str], dict[str, str]]  # name, command, environment

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "manage.py"]
BIN = Path(sys.executable).parent

# Production's environment, invented: `check --deploy` reads the settings and connects to nothing.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "an-invented-key-that-is-long-enough-for-the-check-of-deployment-0123456789",
    "CONTACT_KEYS": "aW52ZW50ZWQtaW52ZW50ZWQtaW52ZW50ZWQtaW52ZW4=",
    "ALLOWED_HOSTS": "syndicat.example",
    "BASE_URL": "https://syndicat.example",
    "DATABASE_URL": "postgresql://site:password@127.0.0.1:5432/site",
    "CACHE_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://site:password@mail.syndicat.example:587",
    "DEFAULT_FROM_EMAIL": "site@syndicat.example",
    "MEDIA_ROOT": tempfile.gettempdir(),
}
# Not the header: ours has no dates and no names, so that collecting twice changes nothing.
MSGFMT = ["msgfmt", "--check-format", "--check-domain", "--output-file", os.devnull]
TEST = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}


def catalogues() -> list[str]:
    """The catalogues' paths."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("locale/*/LC_MESSAGES/*.po"))


def steps(static_root: str) -> list[Step]:
    """Every step."""
    strict = {**PRODUCTION, "STATIC_ROOT": static_root}
    listed = [
        ("ruff check", [str(BIN / "ruff"), "check", "."], {}),
        ("ruff format", [str(BIN / "ruff"), "format", "--check", "."], {}),
        ("djlint format", [str(BIN / "djlint"), "--check", "--quiet", "templates"], {}),
        ("djlint rules", [str(BIN / "djlint"), "--lint", "--quiet", "templates"], {}),
        ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], TEST),
        ("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        ("static files", [*MANAGE, "collectstatic", "--noinput", "--verbosity", "0"], strict),
    ]
    if machine.gettext():
        listed.append(("catalogues", [*MANAGE, "collect_messages", "--check"], TEST))
        listed += [(f"msgfmt {path}", [*MSGFMT, path], {}) for path in catalogues()]
    return listed


def run(step: Step) -> tuple[int, str]:
    """The exit code of a step, and what it said."""
    _name, command, environment = step
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def main() -> int:
    """The exit code: 0 when every step passed and, under CI, none was left out."""
    failed = []
    with tempfile.TemporaryDirectory() as static_root, ThreadPoolExecutor(os.cpu_count()) as pool:
        listed = steps(static_root)
        for (name, *_how), (code, said) in zip(listed, pool.map(run, listed), strict=True):
            print(f"--- {name}\n{said}", end="", flush=True)
            if code:
                failed.append(name)
    if not machine.gettext():
        print("Left out, because GNU gettext is not installed: the catalogues.")
        failed += ["catalogues"] if machine.required() else []
    print(f"Failed: {', '.join(failed)}" if failed else "Everything is in order.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
