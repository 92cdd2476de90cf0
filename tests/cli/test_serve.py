"""`qawl serve` starts, answers, and says what is wrong before it does."""

import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

# A test run in the background of a shell ignores Ctrl-C, and so would what it starts.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
COMMAND = [sys.executable, "-c", f"{HEARING}from qawl.cli.main import main; main()", "serve"]


@pytest.fixture
def started(tmp_path):
    """Start a server; gives it and its first line."""
    made = []

    def start(*arguments):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        command = [*COMMAND, "--db", str(tmp_path / "news.db"), "--port", "0", *arguments]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        made.append(server)
        return server, server.stdout.readline()

    yield start
    for server in made:
        server.kill()
        server.communicate()


def test_it_says_where_it_is_and_ends_quietly(started):
    server, line = started()
    address = line.split()[0]
    assert address.startswith("http://127.0.0.1:")
    assert httpx.get(f"{address}api/v1/status", trust_env=False, timeout=60).json()["counts"]["articles"] == 0
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=60)
    assert (server.returncode, out, err) == (0, "", "")


def test_it_warns_when_everyone_may_come_in(started):
    server, _ = started("--host", "0.0.0.0")
    server.send_signal(signal.SIGINT)
    assert "give a --token" in server.communicate(timeout=60)[1]


def test_a_token_keeps_others_out(started):
    _, line = started("--token", "secret")
    address = f"{line.split()[0]}api/v1/status"
    assert httpx.get(address, trust_env=False, timeout=60).status_code == 401
    shown = {"authorization": "Bearer secret"}
    assert httpx.get(address, headers=shown, trust_env=False, timeout=60).status_code == 200


def test_a_port_that_is_taken_is_told(qawl, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, out, err = qawl("serve", "--db", tmp_path / "news.db", "--port", port)
    assert (status, out) == (2, "")
    assert err == f"qawl: 127.0.0.1:{port}: cannot listen there (address already in use): choose another with --port\n"
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--basic", "anna"], "write user:password"),
        (["--read-only"], "there is no store"),
        (["--host", "203.0.113.1"], "cannot listen there"),
        (["--db", "mysql://localhost/x"], "a store is a file or postgresql://"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_served_is_told(qawl, tmp_path, arguments, problem):
    db = [] if "--db" in arguments else ["--db", str(tmp_path / "none.db")]
    status, out, err = qawl("serve", "--port", "0", *db, *arguments)
    assert (out, err.count("\n")) == ("", 1)
    assert problem in err
    assert status in (1, 2)
