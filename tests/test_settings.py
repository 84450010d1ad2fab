"""Settings: which source wins, what each accepts, and the sentence for what it does not."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from reinschrift.settings import PARSERS, BadSetting, Settings, is_loopback, load


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
        ({"host": "0.0.0.0"}, "needs --token"),
        ({"host": "::"}, "needs --token"),
        ({"host": "192.168.1.5"}, "needs --token"),
        ({"host": "rechner.example"}, "needs --token"),
    ],
)
def test_bad_flags(flags: Mapping[str, str], part: str) -> None:
    with pytest.raises(BadSetting) as caught:
        load(flags, {})
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


def test_other_addresses_with_a_token() -> None:
    assert load({"host": "0.0.0.0", "token": "geheim"}, {}).host == "0.0.0.0"


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
