"""PostgreSQL (Debian) as a private server: in a folder of its own, on a socket there, never as root."""

import csv
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from .printed_query import Failed, parsed

SERVER_USER = "postgres"  # of the Debian package; used where the tests run as root, which the server refuses


class PostgreSQL:
    dialect = "postgres"

    def __init__(self):
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        if not programs:
            raise FileNotFoundError("no PostgreSQL server; run .ci/setup test")
        self.programs = programs[-1]
        self.folder = Path(tempfile.mkdtemp(prefix="revshare-postgres-", dir="/tmp"))
        self.user = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam(SERVER_USER)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        try:
            self._run("initdb", "--pgdata=data", "--username=revshare", "--auth=trust", "--encoding=UTF8", "--no-sync")
            options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c shared_buffers=16MB"
            self._run("pg_ctl", "start", "--pgdata=data", "--wait", "--log=log", "--options", options)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _run(self, program: str, *arguments: str) -> None:
        """Its output goes to a file: a server would keep a pipe open."""
        with open(self.folder / "output", "ab") as output:
            finished = subprocess.run([self.programs / program, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL,
                                      stdout=output, stderr=output, timeout=120, **self.user)
        if finished.returncode != 0:
            raise RuntimeError(f"{program}: {(self.folder / 'output').read_text()}")

    def rows(self, text: str, folder: Path, *more: str) -> list[tuple[str, int, int]]:
        """The rows of a query over the tables in a folder; `more` are statements after those that make the table."""
        printed = parsed(text)
        script = "".join(["BEGIN;\n", *printed.statements, *(f"{statement};\n" for statement in more), printed.query])
        finished = subprocess.run(
            [self.programs / "psql", "--no-psqlrc", "--quiet", "--csv", "--tuples-only", "--set=ON_ERROR_STOP=1",
             f"--host={self.folder}", "--username=revshare", "--dbname=postgres"],
            cwd=folder, input=script, capture_output=True, text=True, timeout=600)
        if finished.returncode != 0:
            raise Failed(finished.stderr)
        return [(account, int(step), int(amount)) for account, step, amount in csv.reader(finished.stdout.splitlines())]

    def close(self) -> None:
        """Nothing was committed: a transaction that psql leaves is rolled back."""
        try:
            self._run("pg_ctl", "stop", "--pgdata=data", "--mode=immediate", "--wait")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
