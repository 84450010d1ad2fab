"""Settings: which source wins, what each accepts, and the sentence for what it does not."""

import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from reinschrift import secret
from reinschrift.settings import PARSERS, BadSetting, Settings, is_loopback, load

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder is another")


def test_every_field_can_be_set() -> None:
    assert [field.name for field in fields(Settings)] == list(PARSERS)


def test_defaults() -> None:
    settings = load({}, {})
    assert (settings.host, settings.port, settings.token) == ("127.0.0.1", 8417, None)
    assert (settings.body_limit, settings.time_limit) == (20_000_000, 5.0)
    assert 1 <= settings.workers <= 2


def test_flags_win_over_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "reinschrift.toml"
    file.write_text('port = 1\nworkers = 3\nqueue_limit = 7\nallowed_hosts = ["a", "b:1"]\n')
    environ = {"REINSCHRIFT_PORT": "2", "REINSCHRIFT_WORKERS": "4", "REINSCHRIFT_CONFIG": str(file)}
    settings = load({"port": "3", "workers": None}, environ)
    assert (settings.port, settings.workers, settings.queue_limit) == (3, 4, 7)
    assert settings.allowed_hosts == ("a", "b:1")


@pytest.mark.parametrize(
    ("environ", "field", "value"),
    [
        ({"REINSCHRIFT_PORT": ""}, "port", 8417),
        ({"REINSCHRIFT_TOKEN": " geheim "}, "token", "geheim"),
        ({"REINSCHRIFT_TIME_LIMIT": "0.5"}, "time_limit", 0.5),
        (
            {"REINSCHRIFT_ALLOWED_ORIGINS": "https://a.example, https://b.example"},
            "allowed_origins",
            ("https://a.example", "https://b.example"),
        ),
    ],
)
def test_environment(environ: Mapping[str, str], field: str, value: object) -> None:
    assert getattr(load({}, environ), field) == value


@pytest.mark.parametrize(
    ("flags", "part"),
    [
        ({"port": "http"}, "--port must be a whole number from 0 to 65535, not 'http'"),
        ({"port": "70000"}, "--port"),
        ({"port": "-1"}, "--port"),
        ({"workers": "0"}, "--workers"),
        ({"queue_limit": "1.5"}, "--queue-limit"),
        ({"time_limit": "0"}, "--time-limit"),
        ({"time_limit": "nan"}, "--time-limit"),
        ({"time_limit": "inf"}, "--time-limit"),
        ({"time_limit": "bald"}, "--time-limit"),
        ({"body_limit": "20MB"}, "--body-limit"),
        ({"token": ""}, "--token"),
        ({"host": " "}, "--host"),
        ({"allowed_hosts": "a,,b"}, "--allowed-hosts"),
        ({"memory_limit": "1000"}, "--memory-limit"),
        ({"memory_limit": "1GiB"}, "--memory-limit"),
        ({"require_token": "perhaps"}, "--require-token must be yes or no"),
        ({"require_token": "yes"}, "'reinschrift token' makes one"),
        ({"host": "0.0.0.0"}, "needs a token"),
        ({"host": "::"}, "needs a token"),
        ({"host": "192.168.1.5"}, "needs a token"),
        ({"host": "rechner.example"}, "needs a token"),
        ({"host": "0.0.0.0", "token": "zu kurz"}, "must have 16 characters"),
    ],
)
def test_bad_flags(tmp_path: Path, flags: Mapping[str, str], part: str) -> None:
    with pytest.raises(BadSetting) as caught:
        load(flags, {"XDG_CONFIG_HOME": str(tmp_path)})
    assert part in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("prot = 1", "'prot'"),
        ("port = ", "not TOML"),
        ("port = true", "port in"),
        ("port = 1.0", "port in"),
        ("time_limit = true", "time_limit in"),
        ('allowed_hosts = "a"\nworkers = "viele"', "workers in"),
        ("allowed_hosts = [1]", "allowed_hosts in"),
        ("token = 5", "token in"),
        ('require_token = "oui"', "require_token in"),
        ("require_token = 1", "require_token in"),
    ],
)
def test_bad_file(tmp_path: Path, text: str, part: str) -> None:
    file = tmp_path / "reinschrift.toml"
    file.write_text(text)
    with pytest.raises(BadSetting) as caught:
        load({}, {}, file)
    assert part in str(caught.value)


def test_bytes_that_are_no_toml_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "reinschrift.toml"
    with pytest.raises(BadSetting, match="cannot be read"):
        load({}, {}, file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match="not TOML"):
        load({}, {}, file)


def test_a_bad_token_is_not_told() -> None:
    with pytest.raises(BadSetting) as caught:
        load({"token": "   ", "host": "0.0.0.0"}, {})
    assert "'   '" not in str(caught.value)
    with pytest.raises(BadSetting) as caught:
        load({"token": "Perlmutt", "host": "0.0.0.0"}, {})
    assert "Perlmutt" not in str(caught.value)


def test_other_addresses_with_a_token() -> None:
    settings = load({"host": "0.0.0.0", "token": "geheim" * 3}, {})
    assert (settings.host, settings.token) == ("0.0.0.0", "geheim" * 3)


@linux
def test_other_addresses_take_the_stored_token(tmp_path: Path) -> None:
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    token = secret.make(environ)
    assert load({"host": "0.0.0.0"}, environ).token == token
    assert load({"host": "0.0.0.0", "token": "geheim" * 3}, environ).token == "geheim" * 3


@linux
def test_loopback_takes_the_stored_token_only_if_asked(tmp_path: Path) -> None:
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    token = secret.make(environ)
    assert load({}, environ).token is None
    assert load({"require_token": "yes"}, environ).token == token
    assert load({}, environ | {"REINSCHRIFT_REQUIRE_TOKEN": "1"}).token == token
    assert load({"require_token": "no"}, environ | {"REINSCHRIFT_REQUIRE_TOKEN": "1"}).token is None


@linux
def test_a_token_that_others_may_read_is_refused(tmp_path: Path) -> None:
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    secret.make(environ)
    secret.place(environ).chmod(0o644)
    with pytest.raises(BadSetting, match="Others may read"):
        load({"require_token": "yes"}, environ)


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_is_loopback(host: str, answer: bool) -> None:
    assert is_loopback(host) is answer
