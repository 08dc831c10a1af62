"""Which programs from outside Python there are: Chromium, Java, npm, gettext, PostgreSQL, Redis.

The suite, `run.py` and `lint.py` ask here. Where one is missing the tests that need it are skipped
and the summary says so; under CI (`CI=true`) that is a failure.
"""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
CHECKERS = ROOT / "tests" / "checkers"
INSTALLED_CHECKERS = ROOT / "var" / "checkers"
AXE = INSTALLED_CHECKERS / "node_modules" / "axe-core" / "axe.min.js"
HTML_CHECKER = INSTALLED_CHECKERS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LOCAL_POSTGRESQL = "127.0.0.1:5432"
# The last of the databases that Redis has: hardly anybody keeps anything there.
LOCAL_REDIS = "redis://127.0.0.1:6379/15"


def required() -> bool:
    """Whether nothing may be skipped."""
    return os.environ.get("CI", "").lower() == "true"


def chromium() -> str | None:
    """The path of Debian's Chromium, or None."""
    return shutil.which("chromium")


def java() -> str | None:
    """The path of Java, or None."""
    return shutil.which("java")


def nginx() -> str | None:
    """The path of nginx, which Debian keeps from ordinary users' sight, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def gettext() -> bool:
    """Whether GNU gettext is installed."""
    return all(map(shutil.which, ("xgettext", "msgmerge", "msgfmt")))


def install_checkers() -> str:
    """Installs the pinned axe-core and Nu checker into `var/`; an empty text, or why it failed."""
    lock = (CHECKERS / "package-lock.json").read_bytes()
    installed = INSTALLED_CHECKERS / "package-lock.json"
    if AXE.exists() and HTML_CHECKER.exists() and installed.read_bytes() == lock:
        return ""
    if not shutil.which("npm"):
        return "npm is not installed"
    INSTALLED_CHECKERS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(CHECKERS / name, INSTALLED_CHECKERS)
    # The checker's own install script would fetch a Java runtime.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        command, cwd=INSTALLED_CHECKERS, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"npm: {done.stderr.strip()[-300:]}"


def postgresql_url() -> str | None:
    """The server to test on: `TEST_DATABASE_URL`, else a local one that answers, else None.

    Django prefixes the name with `test_`; the process's number keeps two runs apart.
    """
    if url := os.environ.get("TEST_DATABASE_URL"):
        return url
    for user in ("postgres", os.environ.get("USER", "root")):
        server = f"postgres://{user}@{LOCAL_POSTGRESQL}"
        try:
            psycopg.connect(f"{server}/postgres", connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return f"{server}/syndicat_{os.getpid()}"
    return None


def redis_url() -> str | None:
    """The address of a local Redis that answers, or None."""
    try:
        redis.Redis.from_url(LOCAL_REDIS, socket_connect_timeout=3).ping()
    except redis.exceptions.RedisError:
        return None
    return LOCAL_REDIS
