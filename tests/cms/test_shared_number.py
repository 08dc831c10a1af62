"""The number that processes share: what one has raised the others read at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from cms import shared_number
from cms.shared_number import SharedNumber

ROOT = Path(shared_number.__file__).parents[1]
RAISE = """
import sys
from cms.shared_number import SharedNumber
number = SharedNumber(sys.argv[1])
for _time in range(int(sys.argv[2])):
    with number.held_still() as file:
        number.advance(file)
"""


def advance(number: SharedNumber) -> None:
    with number.held_still() as file:
        number.advance(file)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder that is not there yet" / "number"


def test_it_is_nothing_until_it_is_raised_and_then_grows_by_one(path):
    number = SharedNumber(path)
    assert number.read() == 0
    advance(number)
    first = number.read()
    assert first > 0
    advance(number)
    assert number.read() == first + 1


def test_what_another_process_raises_is_read_at_once(path):
    number = SharedNumber(path)
    advance(number)
    before = number.read()
    raising = [sys.executable, "-c", RAISE, str(path), "300"]
    processes = [subprocess.Popen(raising, cwd=ROOT) for _each in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert number.read() == before + 600


def test_a_file_that_begins_anew_has_no_number_that_was(path):
    number = SharedNumber(path)
    for _time in range(3):
        advance(number)
    before = number.read()
    path.unlink()
    advance(SharedNumber(path))
    number.look()
    assert number.read() > before


def test_a_file_that_is_gone_is_noticed(path):
    number = SharedNumber(path)
    advance(number)
    number.read()
    path.unlink()
    number.look()
    assert number.read() == 0


@pytest.mark.parametrize("left", [b"", b"...", b"." * 30], ids=["empty", "short", "long"])
def test_a_file_of_an_earlier_release_is_gone_on_with(path, left):
    path.parent.mkdir()
    path.write_bytes(left)
    number = SharedNumber(path)
    before = number.read()
    advance(number)
    assert number.read() > before
