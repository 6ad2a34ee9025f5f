"""WordPress as Debian packages it: nginx, PHP-FPM with its code cache, MariaDB; all with data of
their own in one folder.
"""

import os
import shutil
import subprocess
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import OK
from pathlib import Path

from tests.running_server import free_port, wait_until

from bench.contestants import WORDS, Contestant, NotInstalled
from bench.contestants.byline import FORM, workers
from bench.load import Line, Post

CODE = Path("/usr/share/wordpress")
CONFIGURATIONS = Path(__file__).with_name("wordpress_files")
PROGRAMS = {
    "nginx": "nginx",
    "mariadbd": "mariadb-server",
    "mariadb-install-db": "mariadb-server",
    "php": "php-cli",
}
CAME = (
    "SELECT count(*) FROM wordpress.wp_posts WHERE post_name LIKE 'piece-%'",
    "SELECT count(*) FROM wordpress.wp_comments WHERE comment_author LIKE 'Reader %'",
)
ARTICLE = 1  # the post that WordPress comes with


@contextmanager
def installed(folder: Path, port: int) -> Iterator[Path]:
    """WordPress with nothing in it, in the folder `code`, and its database served: the socket of
    that.
    """
    me = user()
    names = {"folder": str(folder), "port": str(port), "user": me, "children": str(4 * workers())}
    for draft in CONFIGURATIONS.iterdir():
        (folder / draft.name).write_text(filled(draft, names), encoding="utf-8")
    with running(folder, "mariadb", [*make_database(folder, me), f"--user={me}"]):
        database = folder / "mariadb.sock"
        wait_until(lambda: asked(database, "SELECT 1") == "1", "MariaDB answers")
        asked(database, "CREATE DATABASE wordpress")
        code = folder / "code"
        shutil.copytree(
            CODE,
            code,
            ignore=shutil.ignore_patterns("wp-config.php"),
            ignore_dangling_symlinks=True,
        )
        shutil.copy(folder / "wp-config.php", code)
        subprocess.run(["php", folder / "install.php"], check=True, capture_output=True)
        yield database


def user() -> str:
    return "root" if os.geteuid() == 0 else os.environ.get("USER", "nobody")


@contextmanager
def open_wordpress(folder: Path) -> Iterator[Contestant]:
    fpm, port = fpm_or_say(), free_port()
    host = {"Host": f"localhost:{port}"}
    with ExitStack() as stack:
        database = stack.enter_context(installed(folder, port))
        root = ["-R"] if user() == "root" else []
        stack.enter_context(running(folder, "fpm", [fpm, "-F", *root, "-y", folder / "fpm.conf"]))
        stack.enter_context(
            running(
                folder, "nginx", ["nginx", "-c", folder / "nginx.conf", "-e", folder / "nginx.log"]
            )
        )
        wait_until(
            lambda: Line(port).ask("GET", "/wp-login.php", None, host) == OK, "WordPress answers"
        )
        version = asked(
            database,
            "SELECT option_value FROM wordpress.wp_options WHERE option_name = 'bench_version'",
        )
        yield Contestant(
            "WordPress",
            f"{version}; {4 * workers()} PHP-FPM children, opcache; nothing held for "
            "moderation, no mail to the author, "
            "no limit per author, no plugin; InnoDB with a flush to disk at every commit",
            Post(port, "/wp-comments-post.php", FORM, body, 302),
            lambda: int(
                asked(
                    database,
                    "SELECT count(*) FROM wordpress.wp_comments WHERE comment_approved = '1'",
                )
            ),
        )


def move_into_wordpress(folder: Path, plugin: Path, export: Path) -> tuple[float, int, int, float]:
    """Bring an export into an empty WordPress by its own importer, whose folder `plugin` is.

    Seconds, the posts and the comments that it has then, and the most memory that PHP took in MB.
    Raises NotInstalled.
    """
    fpm_or_say()
    if not (plugin / "wordpress-importer.php").exists():
        raise NotInstalled(f"{plugin} has no wordpress-importer.php")
    with installed(folder, free_port()) as database:
        began = time.perf_counter()
        run = ["php", "-d", "memory_limit=-1", folder / "move.php", plugin, export]
        output = subprocess.run(run, check=True, capture_output=True, text=True).stdout
        took = time.perf_counter() - began
        posts, comments = (int(asked(database, question)) for question in CAME)
        return took, posts, comments, int(output.rpartition("peak ")[2]) / 2**20


def fpm_or_say() -> str:
    """The path of PHP-FPM. Raises NotInstalled for whatever is missing."""
    fpm = sorted(Path("/usr/sbin").glob("php-fpm*"))
    missing = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    missing |= (
        set() if any(CODE.glob("wp-content/themes/*/")) else {"wordpress-theme-twentytwentythree"}
    )
    missing |= (set() if CODE.exists() else {"wordpress"}) | (set() if fpm else {"php-fpm"})
    if missing:
        raise NotInstalled(f"apt install {' '.join(sorted(missing))} php-mysql")
    return str(fpm[-1])


def filled(draft: Path, names: dict[str, str]) -> str:
    text = draft.read_text(encoding="utf-8")
    for name, value in names.items():
        text = text.replace(f"@{name}@", value)
    return text


def make_database(folder: Path, user: str) -> list[str]:
    """Make an empty database there; the command that serves it to nobody but this machine's own
    programs.
    """
    data = folder / "mariadb"
    make = [
        "mariadb-install-db",
        "--no-defaults",
        f"--datadir={data}",
        f"--user={user}",
        "--auth-root-authentication-method=normal",
    ]
    subprocess.run(make, check=True, capture_output=True)
    return [
        "mariadbd",
        "--no-defaults",
        f"--datadir={data}",
        f"--socket={folder}/mariadb.sock",
        "--skip-networking",
    ]


@contextmanager
def running(folder: Path, name: str, command: list[str | Path]) -> Iterator[None]:
    with (folder / f"{name}.said").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def asked(database: Path, question: str) -> str:
    """What the database answers; "" where it does not."""
    command = [
        "mariadb",
        "--no-defaults",
        f"--socket={database}",
        "--user=root",
        "-N",
        "-B",
        "-e",
        question,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def body(word: str) -> bytes:
    fields = {
        "author": "Tove",
        "email": f"{word}@reader.example",
        "comment": WORDS.format(word=word),
    }
    return urllib.parse.urlencode(
        fields | {"comment_post_ID": str(ARTICLE), "comment_parent": "0"}
    ).encode()
