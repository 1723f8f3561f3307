import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from aiosmtpd.controller import Controller

from knotwork.config import cli, commands
from knotwork.config.doctor import examine
from knotwork.config.saying import CannotStart
from knotwork.config.settings import PACKAGE
from knotwork.platform.sealing import guard

CANARY = "CNRY-7f3a"


@pytest.fixture
def environment(tmp_path):
    """A set-up of its own, as somebody at a shell has it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KNOTWORK_", "DATABASE_"))}
    own = {"KNOTWORK_DATA": str(tmp_path / "data"), "KNOTWORK_KEY_FILE": str(tmp_path / "keys" / "master.key")}
    return {**kept, **own, "PYTHONPATH": str(PACKAGE.parent)}


@pytest.fixture
def knotwork(environment):
    """Runs one command to its end."""

    def run(*arguments, **more):
        command = [sys.executable, "-m", "knotwork", *arguments]
        done = subprocess.run(  # noqa: S603 – our own program
            command, env={**environment, **more}, capture_output=True, text=True, check=False, timeout=60
        )
        return done.returncode, done.stdout + done.stderr

    return run


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def asked(url):
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 – our own address
            return answer.status
    except HTTPError as answer:
        return answer.code
    except (URLError, OSError):
        return None


def test_the_program_serves_is_backed_up_meanwhile_and_stops_in_time(environment, knotwork, tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "knotwork", "serve", "--migrate", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 – our own program
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            last = time.monotonic() + 60
            while asked(f"http://localhost:{port}/healthz") != 200 and time.monotonic() < last and server.poll() is None:
                time.sleep(0.1)
            seen = [asked(f"http://localhost:{port}{path}") for path in ("/healthz", "/readyz", f"/{CANARY}/?{CANARY}")]
            second = knotwork("serve", "--port", str(free_port()))
            backup = knotwork("backup", str(tmp_path / "backup.sqlite3"))
            healthy = knotwork("doctor")
        finally:
            began = time.monotonic()
            server.send_signal(signal.SIGTERM)
            said = server.communicate(timeout=20)[0]
            took = time.monotonic() - began

    assert seen == [200, 200, 404]
    assert (second[0], "Another Knotwork is using the data folder" in second[1]) == (2, True)
    assert (backup[0], (tmp_path / "backup.sqlite3").exists()) == (0, True)
    assert "WRONG" not in healthy[1], healthy[1]
    assert server.returncode == 0
    assert took < 5
    assert f"Knotwork is at http://localhost:{port}" in said
    assert f"  http://localhost:{port}/first/" in said
    assert CANARY not in said


def test_what_cannot_be_is_said_in_a_sentence_and_refused(knotwork):
    assert knotwork("serve") == (2, "The database is new. Run: knotwork migrate\n")
    assert knotwork("migrate", KNOTWORK_BASE_URL="sets.example.org") == (
        2,
        "KNOTWORK_BASE_URL must be an address such as https://sets.example.org\n",
    )


@pytest.mark.parametrize(
    ("arguments", "more", "sentence"),
    [
        (["serve"], {"DATABASE_URL": "nonsense"}, "DATABASE_URL must be an address such as postgres://"),
        (["serve"], {"DATABASE_URL": "mysql://a:b@localhost/c"}, "DATABASE_URL must be an address such as postgres://"),
        (["setup-link"], {"DATABASE_URL": "postgres://u:CNRY-7f3a@127.0.0.1:1/x"}, "Is its server running"),
        (["serve", "--port", "99999"], {}, "99999 is no port"),
        (["serve"], {"KNOTWORK_BASE_URL": "http://localhost:abc"}, "KNOTWORK_BASE_URL must be an address"),
        (["testmail", "nobody"], {}, "This is no mail address"),
    ],
)
def test_a_wrong_set_up_is_a_sentence_and_no_trace(knotwork, arguments, more, sentence):
    code, said = knotwork(*arguments, **more)

    assert (code, sentence in said) == (2, True), said
    assert "Traceback" not in said
    assert CANARY not in said


def test_a_link_to_come_in_is_printed_for_whoever_looks_after_the_host_alone(knotwork, environment):
    new = knotwork("signin-link", "lev@example.org")
    knotwork("migrate")
    nobody = knotwork("signin-link", "lev@example.org")
    opening = (
        "import django; django.setup(); from knotwork.platform.kit import clock; from knotwork.people import services; "
        "services.open_account(email='lev@example.org', name='Lev', zone='UTC', is_host=True, at=clock.now())"
    )
    more = {**environment, "DJANGO_SETTINGS_MODULE": "knotwork.config.settings"}
    subprocess.run([sys.executable, "-c", opening], env=more, check=True, timeout=60)  # noqa: S603 – our own program
    code, said = knotwork("signin-link", "lev@example.org")

    assert (new[0], "knotwork migrate" in new[1]) == (2, True)
    assert nobody == (2, "This is the address of nobody who looks after this host.\n")
    assert (code, said.count("http://localhost:8000/printed/")) == (0, 1)


def test_a_damaged_database_is_a_sentence_whatever_is_asked(knotwork, tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "knotwork.sqlite3").write_text("Dear Lev" * 1000)

    answers = [knotwork(*command) for command in (["serve"], ["setup-link"], ["doctor"])]
    backup = knotwork("backup", str(tmp_path / "copy"))

    for code, said in answers:
        assert code in {1, 2}
        assert "The database file is damaged" in said
        assert "Traceback" not in said
    assert (backup[0], "damaged" in backup[1], (tmp_path / "copy").exists()) == (2, True, False)


def test_looking_at_nothing_makes_nothing(knotwork, tmp_path):
    code, said = knotwork("doctor")

    assert code == 1
    assert said.count("There is no database yet") == 1
    assert "cannot be" not in said
    assert not (tmp_path / "data").exists()


def test_a_file_in_the_place_of_the_data_folder_is_said_in_words(knotwork, tmp_path):
    (tmp_path / "data").write_text("a letter")

    answers = [knotwork(*command) for command in (["serve"], ["doctor"], ["migrate"])]

    assert all("is a file. The data lives in a folder" in said for _code, said in answers), answers


def test_the_demo_has_a_folder_of_its_own(monkeypatch):
    parser, demo, real = cli._parser(), {}, {}

    monkeypatch.setattr(os, "environ", demo)
    cli._set_environment(parser.parse_args(["up", "--data", "there", "--demo", "yes", "--port", "8123"]))
    monkeypatch.setattr(os, "environ", real)
    cli._set_environment(parser.parse_args(["up", "--data", "there", "--demo", "no"]))
    monkeypatch.undo()

    assert (demo["KNOTWORK_DATA"], demo["KNOTWORK_DEMO"]) == ("there/demo", "yes")
    assert demo["KNOTWORK_BASE_URL"] == "http://localhost:8123"
    assert real["KNOTWORK_DATA"] == "there"
    assert "KNOTWORK_DEMO" not in real


def test_a_taken_port_is_said_in_words(sqlite_file):
    from knotwork.config.serving import serve  # noqa: PLC0415 – builds Django's chain

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotStart, match="cannot be used"):
            serve(host="127.0.0.1", port=taken.getsockname()[1])


@pytest.fixture
def postbox(settings):
    """A real SMTP server."""
    letters = []

    class Keeper:
        async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 – aiosmtpd's name
            letters.append(envelope.content.decode())
            return "250 taken"

    port = free_port()
    server = Controller(Keeper(), hostname="127.0.0.1", port=port)
    server.start()
    settings.KNOTWORK_SMTP_URL, settings.KNOTWORK_DEMO = f"smtp://127.0.0.1:{port}?tls=none", False
    yield letters
    server.stop()


def letter_to(address):
    return cli._parser().parse_args(["testmail", address])


def test_a_test_letter_arrives_or_it_is_said_why_not(postbox, settings, capsys):
    sent = commands.testmail(letter_to("lev@example.org"))
    settings.KNOTWORK_SMTP_URL = "smtp://127.0.0.1:9?tls=none"
    failed = commands.testmail(letter_to("lev@example.org"))

    assert (sent, failed) == (0, 1)
    assert "To: lev@example.org" in postbox[0]
    assert "Nothing answers at the mail server's address" in capsys.readouterr().err
    with pytest.raises(CannotStart, match="no mail address"):
        commands.testmail(letter_to("lev@example.org\nBcc: all@example.org"))


def told():
    return {finding.sentence: finding.is_well for finding in examine()}


@pytest.fixture
def set_up(real_database, data_folder, key_file):
    """A sound set-up for the doctor to look at."""
    (data_folder / "knotwork.sqlite3").touch()
    guard.claim(key_file)
    return data_folder


def test_the_doctor_finds_what_is_wrong(set_up, settings, key_file, postbox):
    healthy = told()
    settings.KNOTWORK_SMTP_URL = "smtp://127.0.0.1:9?tls=none"
    settings.KNOTWORK_BASE_URL = "http://sets.example.org"
    key_file.chmod(0o644)
    set_up.chmod(0o755)
    sick = told()
    key_file.write_text("22" * 32)
    lost = told()

    assert healthy["The key file opens this data. Keep a copy of it apart from the backups."]
    assert healthy["The mail server answers and lets us in. Try it whole with: knotwork testmail ADDRESS"]
    assert [sentence for sentence, is_well in healthy.items() if not is_well] == [
        "No recurring work has been done in the last hour. Is knotwork serve running?"
    ]
    wrong = " ".join(sentence for sentence, is_well in sick.items() if not is_well)
    for words in ("without https", "chmod 700", "chmod 600", "Nothing answers"):
        assert words in wrong
    assert any("belongs to other data" in sentence for sentence in lost)
