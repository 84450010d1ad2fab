"""The stored token: its strength, who may read its file, where it lies, and what the command says of it."""

import os
import stat
import sys
from pathlib import Path

import pytest

from reinschrift import secret
from reinschrift.cli import main

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder and its rights are others")


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment whose configuration folder is empty."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return dict(os.environ)


def test_a_token_is_as_strong_as_256_bits_and_never_the_same(environ: dict[str, str]) -> None:
    tokens = {secret.make(environ) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 43 and token.isascii() for token in tokens)


def test_the_last_one_made_is_stored(environ: dict[str, str]) -> None:
    assert secret.stored(environ) is None
    secret.make(environ)
    assert secret.make(environ) == secret.stored(environ)
    assert [file.name for file in secret.place(environ).parent.iterdir()] == ["token"]


@linux
def test_only_the_owner_may_read_it(environ: dict[str, str]) -> None:
    before = os.umask(0)
    try:
        secret.make(environ)
    finally:
        os.umask(before)
    file = secret.place(environ)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@linux
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_open_to_others_is_refused(environ: dict[str, str], mode: int) -> None:
    secret.make(environ)
    secret.place(environ).chmod(mode)
    with pytest.raises(secret.SecretError, match="Others may read"):
        secret.stored(environ)


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe"])
def test_a_file_without_a_token_is_refused(environ: dict[str, str], content: bytes) -> None:
    secret.make(environ)
    secret.place(environ).write_bytes(content)
    with pytest.raises(secret.SecretError, match="reinschrift token --new"):
        secret.stored(environ)


@linux
def test_its_place(environ: dict[str, str], tmp_path: Path) -> None:
    assert secret.place(environ) == tmp_path / "config" / "reinschrift" / "token"
    assert secret.place({}) == tmp_path / "home" / ".config" / "reinschrift" / "token"


def test_the_command_makes_one_and_then_repeats_it(environ: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["token"]), main(["token"]), main(["token", "--new"]), main(["token"])] == [0, 0, 0, 0]
    first, again, other, kept = capsys.readouterr().out.splitlines()
    assert first == again != other == kept == secret.stored(environ)


@linux
def test_the_command_tells_what_is_wrong(
    environ: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config").write_text("no folder")
    assert main(["token"]) == 1
    out, err = capsys.readouterr()
    assert (out, err[:13], err[-2:]) == ("", "reinschrift: ", ".\n")
