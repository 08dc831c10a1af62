"""Sends thousands of messages while things break, and counts what became of each.

    python bench/contact_load.py --database postgresql://…/NAME_bench [--messages N] [--parallel N]

`make contact-load` runs it. The production-like server and the worker run as processes of their
own; both are killed with SIGKILL twice, and the mail server is away while half of the messages are
sent. Each client sends a message again, with the same key, until it is told that it was received,
as a reader on a bad network would. In the end every message is decrypted and counted by the number
in its text, and every notice by the number in its subject.

The database named is made anew; its name must end in `_bench`. Everything stays on this machine.
"""

import argparse
import collections
import http.client
import os
import queue
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
FORM = "/fr/ecrire/"
FORM_TYPE = "application/x-www-form-urlencoded"
# Longer than the shortest time that a hand takes.
READING_SECONDS = 4
ANSWER_SECONDS = 30
CATCH_UP_SECONDS = 900
LETTERS = "abcdefghijklmnopqrstuvwxyzàâéèêîôùç"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def say(words: str) -> None:
    """A line with the time."""
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


class Part:
    """A process of the site with all its children, to be started, killed and started again."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], folder: Path):
        self.name, self.command, self.environment = name, command, environment
        self.log = (folder / f"{name}.log").open("ab")
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Starts it as the head of a group of its own."""
        self.process = subprocess.Popen(
            [sys.executable, *self.command],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Ends the whole group without a warning."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def kill_and_start(self) -> None:
        """What a crash and a supervisor do."""
        say(f"kill -9 {self.name}")
        self.kill()
        time.sleep(1)
        self.start()


class Count:
    """What the clients were told, shared between their threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.accepted: set[int] = set()
        self.tries = 0
        self.answers: collections.Counter = collections.Counter()

    def add(self, number: int, answer: str) -> None:
        """Notes an answer, or that none came."""
        with self.lock:
            self.tries += 1
            self.answers[answer] += 1
            if answer == "303":
                self.accepted.add(number)


class Client(threading.Thread):
    """A reader with a stubborn thumb."""

    def __init__(self, port: int, numbers: queue.SimpleQueue, count: Count):
        super().__init__(daemon=True)
        self.port, self.numbers, self.count = port, numbers, count
        self.connection: http.client.HTTPConnection | None = None
        self.fields: dict[str, str] = {}

    def run(self) -> None:
        """Opens the form, reads it, and sends messages until there are none left."""
        self.open_form()
        time.sleep(READING_SECONDS)
        while True:
            try:
                number = self.numbers.get_nowait()
            except queue.Empty:
                return
            body = self.message(number)
            while self.send(number, body) != "303":
                time.sleep(random.uniform(0.2, 1.5))

    def open_form(self) -> None:
        """Takes the form's hidden fields."""
        while True:
            try:
                _status, page = self.ask("GET", "", {})
                self.fields = {name: unescape(value) for name, value in _HIDDEN.findall(page)}
                return
            except (OSError, http.client.HTTPException):
                time.sleep(1)

    def message(self, number: int) -> str:
        """A form filled in; each has a key of its own, as if it had been opened for itself."""
        words = ["".join(random.choices(LETTERS, k=random.randint(2, 11))) for _word in range(120)]
        answers = {
            "nom": f"Personne {number}",
            "courriel": f"personne{number}@example.org",
            "message": f"Message {number}. {' '.join(words)}",
        }
        return urlencode({**self.fields, "form-key": uuid.uuid4().hex, **answers})

    def send(self, number: int, body: str) -> str:
        """Sends a message and notes the answer."""
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = {
            "Content-Type": FORM_TYPE,
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": address,
        }
        try:
            status, _page = self.ask("POST", body, headers)
            answer = str(status)
        except (OSError, http.client.HTTPException) as error:
            answer = type(error).__name__
        self.count.add(number, answer)
        return answer

    def ask(self, method: str, body: str, headers: dict) -> tuple[int, str]:
        """Status and text of an answer.

        Raises:
            OSError, HTTPException: the connection broke.
        """
        if self.connection is None:
            connection = http.client.HTTPConnection(HOST, self.port, timeout=ANSWER_SECONDS)
            self.connection = connection
        try:
            self.connection.request(method, FORM, body.encode(), headers)
            response = self.connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise


def prepare_database(url: str) -> None:
    """Makes the database anew.

    Raises:
        SystemExit: its name does not say that it may be thrown away.
    """
    import psycopg

    name = urlsplit(url).path.strip("/")
    if not name.endswith("_bench"):
        raise SystemExit(f"{name} is not made for this: the name must end in _bench")
    server = url.rpartition("/")[0] + "/postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')


def prepare_site() -> None:
    """One home page and one form."""
    import django

    django.setup()
    from django.core.management import call_command
    from wagtail.models import Locale, Page, Site

    from contact.models import ContactPage, FormField
    from home.models import HomePage

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    locale = Locale.objects.get_or_create(language_code="fr")[0]
    home = HomePage(title="Accueil", slug="accueil", locale=locale)
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update(root_page=home, hostname=HOST)
    form = ContactPage(
        title="Écrire", slug="ecrire", locale=locale, to_address="equipe@syndicat.example"
    )
    home.add_child(instance=form)
    questions = (("nom", "singleline"), ("courriel", "email"), ("message", "multiline"))
    for order, (name, kind) in enumerate(questions):
        FormField.objects.create(
            page=form, locale=locale, sort_order=order, label=name, clean_name=name, field_type=kind
        )


def mail_server(port: int, file: str) -> None:
    """A real SMTP server that writes down the subject of each mail before it takes it."""
    from email import message_from_bytes
    from email.header import decode_header, make_header

    from aiosmtpd.controller import Controller

    class Postman:
        """Takes everything."""

        def __init__(self):
            vars(self)["handle_DATA"] = self.take

        async def take(self, server, session, envelope):
            """Writes the subject down."""
            subject = message_from_bytes(envelope.content)["Subject"]
            with Path(file).open("a", encoding="utf-8") as lines:
                lines.write(f"{make_header(decode_header(subject))}\n")
            return "250 OK"

    Controller(Postman(), hostname=HOST, port=port).start()
    signal.pause()


def wait_for(port: int) -> None:
    """Until somebody listens."""
    while True:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.2)


def events(parts: dict[str, Part]) -> list[tuple[float, object]]:
    """(share of the messages accepted, what then breaks or is mended), in order."""

    def mail_away():
        say("the mail server goes away")
        parts["mail"].kill()

    def mail_back():
        say("the mail server is back")
        parts["mail"].start()

    return [
        (0.10, parts["worker"].kill_and_start),
        (0.25, mail_away),
        (0.40, parts["server"].kill_and_start),
        (0.60, parts["server"].kill_and_start),
        (0.75, mail_back),
        (0.85, parts["worker"].kill_and_start),
    ]


def send_all(port: int, messages: int, parallel: int, parts: dict[str, Part]) -> Count:
    """Has the clients send everything while things break; what they were told."""
    numbers: queue.SimpleQueue = queue.SimpleQueue()
    for number in range(messages):
        numbers.put(number)
    count = Count()
    clients = [Client(port, numbers, count) for _client in range(parallel)]
    began = time.monotonic()
    for client in clients:
        client.start()
    to_come = events(parts)
    while any(client.is_alive() for client in clients):
        if to_come and len(count.accepted) >= to_come[0][0] * messages:
            to_come.pop(0)[1]()
        time.sleep(0.05)
    seconds = time.monotonic() - began
    for _share, late in to_come:
        late()
    say(
        f"{len(count.accepted)} accepted in {seconds:.0f} s, {count.tries} tries: "
        f"{dict(count.answers.most_common())}"
    )
    return count


def wait_for_mail() -> None:
    """Until nothing waits to be sent, or for `CATCH_UP_SECONDS`."""
    from contact.models import OutgoingMail

    began = time.monotonic()
    open_states = (OutgoingMail.State.WAITING, OutgoingMail.State.SENDING)
    while time.monotonic() - began < CATCH_UP_SECONDS:
        waiting = OutgoingMail.objects.filter(state__in=open_states).count()
        if not waiting:
            break
        time.sleep(1)
    say(f"the worker caught up in {time.monotonic() - began:.0f} s")


def judge(count: Count, subjects: Path) -> bool:
    """Prints what became of the messages; whether all is well."""
    from contact.models import Message, OutgoingMail

    found: dict[int, list[str]] = collections.defaultdict(list)
    for message in Message.objects.iterator(chunk_size=500):
        number = int(message.answers[2].text.split()[1].strip("."))
        found[number].append(message.receipt)
    notices = collections.Counter(line.split()[-1] for line in subjects.read_text().splitlines())
    kept = [number for number in count.accepted if number in found]
    twice = [number for number in found if len(found[number]) > 1]
    lost = count.accepted - found.keys()
    told = [number for number in kept if any(notices[receipt] for receipt in found[number])]
    repeated = sum(times > 1 for times in notices.values())
    marked = OutgoingMail.objects.filter(maybe_twice=True).count()
    suspected = Message.objects.filter(status=Message.Status.SUSPECTED).count()
    say(
        f"suspected spam {suspected}; notices that arrived twice {repeated}, "
        f"marked as perhaps twice {marked}"
    )
    print(
        f"accepted {len(count.accepted)}, in the inbox {len(kept)}, twice {len(twice)}, "
        f"lost {len(lost)}, notices {len(told)}"
    )
    return len(told) == len(kept) == len(count.accepted) and not twice


def main() -> int:
    """The exit code: 0 when every accepted message is there once and was announced."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database")
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--parallel", type=int, default=50)
    parser.add_argument("--mail-server", nargs=2, metavar=("PORT", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.mail_server:
        mail_server(int(options.mail_server[0]), options.mail_server[1])
        return 0
    if not options.database:
        parser.error("--database is needed: a PostgreSQL database whose name ends in _bench")
    folder = Path(tempfile.mkdtemp(prefix="contact-load-"))
    port, mail_port, subjects = free_port(), free_port(), folder / "subjects"
    subjects.touch()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "DATABASE_URL": options.database,
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "EMAIL_URL": f"smtp://{HOST}:{mail_port}",
        "CLIENT_ADDRESS_HEADER": "X-Forwarded-For",
        "CACHE_URL": "locmemcache://",
    }
    prepare_database(options.database)
    prepare_site()
    environment = dict(os.environ)
    postman = ["bench/contact_load.py", "--mail-server", str(mail_port), str(subjects)]
    parts = {
        "mail": Part("mail", postman, environment, folder),
        "worker": Part("worker", ["manage.py", "worker"], environment, folder),
        "server": Part("server", ["manage.py", "serve", "--port", str(port)], environment, folder),
    }
    try:
        for part in parts.values():
            part.start()
        wait_for(port)
        say(f"{options.messages} messages, {options.parallel} at a time")
        count = send_all(port, options.messages, options.parallel, parts)
        wait_for_mail()
        well = judge(count, subjects)
    finally:
        for part in parts.values():
            part.kill()
    if well:
        shutil.rmtree(folder)
    else:
        say(f"the logs are in {folder}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
