"""The site folder on a loopback port, as any static host would serve it, with a hook that changes what is served."""

import mimetypes
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Callable
from urllib.parse import unquote, urlsplit

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml",
         ".atom": "application/atom+xml", ".xml": "application/xml", ".csv": "text/csv; charset=utf-8"}


class SiteServer:
    """Serves one folder; `changes` maps a path to what is done to its bytes on the way out."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.changes: dict[str, Callable[[bytes], bytes]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @contextmanager
    def changed(self, path: str, change: Callable[[bytes], bytes]):
        """While it lasts, the file at the path is served with a change, which must change something."""
        assert change((self.folder / path).read_bytes()) != (self.folder / path).read_bytes()
        self.changes[path] = change
        try:
            yield
        finally:
            del self.changes[path]

    def file_at(self, url: str) -> Path | None:
        """The file that a URL of this site stands for, if there is one."""
        path = unquote(urlsplit(url).path).lstrip("/")
        file = self.folder / path
        if file.is_dir():
            file = file / "index.html"
        return file if file.is_file() else None

    def _handler(self):
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                file = site.file_at(self.path)
                status = 200 if file else 404
                file = file or site.folder / "404.html"
                if not file.is_file():
                    self.send_error(404)
                    return
                data = file.read_bytes()
                change = site.changes.get(file.relative_to(site.folder).as_posix())
                if change:
                    data = change(data)
                self.send_response(status)
                self.send_header("Content-Type", TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain")
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *arguments):
                pass

        return Handler
