"""Production starts with its whole environment or not at all, and with what keeps readers safe."""

import os
import subprocess
import sys

import pytest

from tests import lint, machine

NEEDED = sorted(set(lint.PRODUCTION) - {"DJANGO_SETTINGS_MODULE"})


def start(settings: str, environment: dict[str, str], say: str = "") -> subprocess.CompletedProcess:
    """Imports settings in an environment that has nothing else in it; what was said."""
    words = f"import {settings} as settings; {say}"
    inherited = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-c", words],
        cwd=machine.ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_its_whole_environment():
    names = "DEBUG, DEMO_CONTENT_ALLOWED, SECURE_SSL_REDIRECT, SESSION_COOKIE_SECURE"
    said = ", ".join(f"settings.{name}" for name in names.split(", "))
    done = start("cms.settings.production", lint.PRODUCTION, f"print({said})")
    assert done.stdout.split() == ["False", "False", "True", "True"], done.stderr


@pytest.mark.parametrize("name", NEEDED)
def test_production_refuses_to_start_when_one_is_missing(name):
    environment = {key: value for key, value in lint.PRODUCTION.items() if key != name}
    done = start("cms.settings.production", environment)
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert name in done.stderr


def test_the_example_names_every_variable_that_production_needs():
    lines = (machine.ROOT / ".env.example").read_text().splitlines()
    named = {line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")}
    assert set(NEEDED) <= named
