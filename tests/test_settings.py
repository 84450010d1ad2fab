"""Settings: which source wins, what each accepts, and the sentence for what it does not."""

import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from reinschrift import secret
from reinschrift.settings import PARSERS, BadSetting, Settings, gather, is_loopback, load

NOWHERE = Path("nowhere")  # a folder without files
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder is another")


def test_every_field_can_be_set() -> None:
    assert [field.name for field in fields(Settings)] == list(PARSERS)


def test_defaults() -> None:
    settings = load({}, {}, NOWHERE)
    assert (settings.host, settings.port, settings.token) == ("127.0.0.1", 8417, None)
    assert (settings.body_limit, settings.time_limit) == (20_000_000, 5.0)
    assert 1 <= settings.workers <= 2


def test_flags_win_over_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "reinschrift.toml"
    file.write_text('port = 1\nworkers = 3\nqueue_limit = 7\nallowed_hosts = ["a", "b:1"]\n')
    environ = {"REINSCHRIFT_PORT": "2", "REINSCHRIFT_WORKERS": "4", "REINSCHRIFT_CONFIG": str(file)}
    settings = load({"port": "3", "workers": None}, environ, NOWHERE)
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
    assert getattr(load({}, environ, NOWHERE), field) == value


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
        load(flags, {}, tmp_path)
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
        load({}, {}, NOWHERE, file)
    assert part in str(caught.value)


def test_bytes_that_are_no_toml_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "reinschrift.toml"
    with pytest.raises(BadSetting, match="cannot be read"):
        load({}, {}, NOWHERE, file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match="not TOML"):
        load({}, {}, NOWHERE, file)


def test_a_bad_token_is_not_told() -> None:
    with pytest.raises(BadSetting) as caught:
        load({"token": "   ", "host": "0.0.0.0"}, {}, NOWHERE)
    assert "'   '" not in str(caught.value)
    with pytest.raises(BadSetting) as caught:
        load({"token": "Perlmutt", "host": "0.0.0.0"}, {}, NOWHERE)
    assert "Perlmutt" not in str(caught.value)


def test_other_addresses_with_a_token() -> None:
    settings = load({"host": "0.0.0.0", "token": "geheim" * 3}, {}, NOWHERE)
    assert (settings.host, settings.token) == ("0.0.0.0", "geheim" * 3)


def test_other_addresses_take_the_stored_token(tmp_path: Path) -> None:
    token = secret.make(tmp_path)
    assert load({"host": "0.0.0.0"}, {}, tmp_path).token == token
    assert load({"host": "0.0.0.0", "token": "geheim" * 3}, {}, tmp_path).token == "geheim" * 3


def test_loopback_takes_the_stored_token_only_if_asked(tmp_path: Path) -> None:
    token = secret.make(tmp_path)
    asked = {"REINSCHRIFT_REQUIRE_TOKEN": "1"}
    assert load({}, {}, tmp_path).token is None
    assert load({"require_token": "yes"}, {}, tmp_path).token == token
    assert load({}, asked, tmp_path).token == token
    assert load({"require_token": "no"}, asked, tmp_path).token is None


@linux
def test_a_token_that_others_may_read_is_refused(tmp_path: Path) -> None:
    secret.make(tmp_path)
    secret.place(tmp_path).chmod(0o644)
    with pytest.raises(BadSetting, match="Others may read"):
        load({"require_token": "yes"}, {}, tmp_path)


def test_the_file_in_the_users_folder_is_read_unless_another_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("port = 1\n")
    (tmp_path / "other.toml").write_text("workers = 7\n")
    assert load({}, {}, tmp_path).port == 1
    for environ, file in (({}, tmp_path / "other.toml"), ({"REINSCHRIFT_CONFIG": str(tmp_path / "other.toml")}, None)):
        settings = load({}, environ, tmp_path, file)
        assert (settings.port, settings.workers) == (8417, 7)


def test_the_file_in_the_users_folder_may_be_missing_but_not_broken(tmp_path: Path) -> None:
    assert load({}, {}, tmp_path / "nowhere") == load({}, {}, tmp_path)
    (tmp_path / "config.toml").write_text("prot = 1\n")
    with pytest.raises(BadSetting, match="'prot'"):
        load({}, {}, tmp_path)


def test_each_setting_says_where_it_came_from(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("port = 1\nworkers = 3\nqueue_limit = 4\nrequire_token = true\n")
    token = secret.make(tmp_path)
    found = gather({"port": "3"}, {"REINSCHRIFT_WORKERS": "2", "REINSCHRIFT_PORT": "2"}, tmp_path)
    assert list(found) == list(PARSERS)
    assert found["port"] == (3, "flag", "--port")
    assert found["workers"] == (2, "environment", "REINSCHRIFT_WORKERS")
    assert found["queue_limit"] == (4, "file", str(file))
    assert found["host"] == ("127.0.0.1", "default", "")
    assert found["token"] == (token, "token", str(secret.place(tmp_path)))


def test_metrics_need_their_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load({"metrics": "yes"}, {}, NOWHERE).metrics
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BadSetting, match=r"reinschrift\[metrics\]"):
        load({"metrics": "yes"}, {}, NOWHERE)


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
