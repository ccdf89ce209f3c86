"""What our pages are measured against, served from this machine: pages that others would write for a chart.

A static SVG without a script, a static page with Plotly's basic bundle, a static page of Observable Framework
(where npm is there to build it), and the plainest Dash application.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PLOTLY = next((PROJECT / "dashboard" / "assets").glob("a_plotly-basic-*.min.js"))
HEAD = '<!doctype html><meta charset="utf-8"><title>Anchor</title><link rel="icon" href="data:,">'
PLOT = """<div id="chart" style="width:780px;height:420px"></div><script src="plotly.js"></script>
<script>Plotly.newPlot("chart", FIGURE.data, FIGURE.layout, {displayModeBar: false});</script>"""
NAIVE = """
import json, sys
from dash import Dash, Input, Output, dcc, html
figure = json.loads(open(sys.argv[1]).read())
app = Dash(__name__, compress=True)
app.server.config["COMPRESS_ALGORITHM"] = "gzip"
app.layout = html.Div([
    dcc.Dropdown(list(range(1991, 2026)), 1991, id="first"),
    dcc.Graph(id="chart", figure=figure), html.P(id="told"),
])
@app.callback(Output("chart", "figure"), Output("told", "children"), Input("first", "value"))
def change(first):
    data = []
    for trace in figure["data"]:
        points = [(x, y) for x, y in zip(trace["x"], trace["y"]) if x is not None and x >= first]
        x, y = zip(*points) if points else ((), ())
        data.append({"type": "scatter", "name": trace["name"], "x": x, "y": y})
    return {"data": data, "layout": {}}, f"from {first}"
app.run(port=int(sys.argv[2]), debug=False)
"""


OBSERVABLE = Path(__file__).with_name("observable")
BUILT = PROJECT / ".venv" / "observable"
"""Where Framework is installed, once, and its page is built."""


def static_files(picture: str, figure: dict[str, object]) -> dict[str, bytes]:
    """The static anchors by their paths: ``/svg.html`` and ``/plotly.html``."""
    script = f"<script>const FIGURE = {json.dumps(figure)};</script>"
    return {
        "/svg.html": f"{HEAD}<h1>Trends</h1>{picture}".encode(),
        "/plotly.html": f"{HEAD}<h1>Trends</h1>{script}{PLOT}".encode(),
        "/plotly.js": PLOTLY.read_bytes(),
    }


def observable_files(counts: list[dict[str, object]]) -> dict[str, bytes]:
    """A page of Observable Framework with rows of ``year``, ``series`` and ``value``: ``/index.html`` and
    what it asks for. Raises OSError or SubprocessError where it cannot be built: npm fetches Framework, once.
    """
    shutil.copytree(OBSERVABLE, BUILT, dirs_exist_ok=True)
    (BUILT / "src" / "counts.json").write_text(json.dumps(counts), encoding="utf-8")
    framework = BUILT / "node_modules" / ".bin" / "observable"
    if not framework.exists():
        _run_quietly("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
    _run_quietly("node", str(framework), "build")
    made = BUILT / "dist"
    return {f"/{path.relative_to(made)}": path.read_bytes() for path in made.rglob("*") if path.is_file()}


def _run_quietly(*command: str) -> None:
    alone = os.environ | {"OBSERVABLE_TELEMETRY_DISABLE": "true"}
    subprocess.run(command, cwd=BUILT, env=alone, check=True, capture_output=True, timeout=300)


@contextmanager
def served(files: dict[str, bytes]) -> Iterator[str]:
    """The address of a server of files, compressed."""

    @cache
    def compressed(path: str) -> bytes:
        return gzip.compress(files[path])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path not in files:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Type", mimetypes.guess_type(self.path)[0] or "text/plain")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(compressed(self.path))))
            self.end_headers()
            self.wfile.write(compressed(self.path))

        def log_message(self, *_arguments: object) -> None:
            pass

    for path in files:
        compressed(path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def running(command: list[str], address: str, **options: object) -> Iterator[subprocess.Popen[bytes]]:
    """A server's process, once it has given its first byte at the address."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
    try:
        for _ in range(3000):
            try:
                urllib.request.urlopen(address, timeout=30).close()
                break
            except OSError:
                time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def naive_dash(folder: Path, figure: dict[str, object]) -> tuple[list[str], str]:
    """The command and the address of the plainest Dash application with the same figures, compressed."""
    program, data, port = folder / "naive.py", folder / "figure.json", free_port()
    program.write_text(NAIVE, encoding="utf-8")
    data.write_text(json.dumps(figure), encoding="utf-8")
    return [sys.executable, str(program), str(data), str(port)], f"http://127.0.0.1:{port}/"


def own_server(database: str) -> tuple[list[str], str, dict[str, object]]:
    """Our own server on a database: the command, the address, and what its process needs."""
    port = free_port()
    environment = os.environ | {"PORT": str(port), "PIRACY_DATABASE_URL": database}
    command = [sys.executable, "app.py", "serve"]
    return command, f"http://127.0.0.1:{port}/", {"cwd": PROJECT, "env": environment}
