"""The stored token: its strength, who may read its file, where it lies, and what the command says of it."""

import os
import stat
import sys
from pathlib import Path

import pytest

from reinschrift import places, secret
from reinschrift.cli import main

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder and its rights are others")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for Reinschrift, which is not there yet."""
    monkeypatch.setattr(places, "config_folder", lambda: tmp_path / "config" / "reinschrift")
    return tmp_path / "config" / "reinschrift"


def test_a_token_is_as_strong_as_256_bits_and_never_the_same(folder: Path) -> None:
    tokens = {secret.make(folder) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 43 and token.isascii() for token in tokens)


def test_the_last_one_made_is_stored(folder: Path) -> None:
    assert secret.stored(folder) is None
    secret.make(folder)
    assert secret.make(folder) == secret.stored(folder)
    assert [file.name for file in secret.place(folder).parent.iterdir()] == ["token"]


@linux
def test_only_the_owner_may_read_it(folder: Path) -> None:
    before = os.umask(0)
    try:
        secret.make(folder)
    finally:
        os.umask(before)
    file = secret.place(folder)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@linux
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_open_to_others_is_refused(folder: Path, mode: int) -> None:
    secret.make(folder)
    secret.place(folder).chmod(mode)
    with pytest.raises(secret.SecretError, match="Others may read"):
        secret.stored(folder)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_a_file_without_a_token_is_refused(folder: Path, content: bytes) -> None:
    secret.make(folder)
    secret.place(folder).write_bytes(content)
    with pytest.raises(secret.SecretError, match="reinschrift token --new"):
        secret.stored(folder)


def test_the_command_makes_one_and_then_repeats_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["token"]), main(["token"]), main(["token", "--new"]), main(["token"])] == [0, 0, 0, 0]
    first, again, other, kept = capsys.readouterr().out.splitlines()
    assert first == again != other == kept == secret.stored(folder)


@linux
def test_the_command_tells_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.parent.write_text("no folder")
    assert main(["token"]) == 1
    out, err = capsys.readouterr()
    assert (out, err[:13], err[-2:]) == ("", "reinschrift: ", ".\n")
