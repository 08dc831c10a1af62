"""nginx as an ordinary process on a high port, for comparison and for the site's files."""

import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

from bench.pages.processes import HOST, ROOT, Server, free_port, running

CONFIGURATION = """
daemon off;
worker_processes 2;
pid {folder}/nginx-{port}.pid;
error_log {folder}/nginx.log;
events {{ }}
http {{
    access_log off;
    sendfile on;
    types {{ text/html html; }}
    default_type "text/html; charset=utf-8";
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    {servers}
}}
"""
STATIC = """
    server {{
        listen {host}:{port};
        root {root};
        gzip_static on;
    }}
"""


def program() -> str | None:
    """Where nginx is; None where it is not."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def serving(servers: str, port: int, folder: Path) -> AbstractContextManager[Server]:
    """nginx with these `server` blocks, from when it listens to the end of the block.

    Raises:
        SystemExit: it did not start.
    """
    configuration = folder / f"nginx-{port}.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, servers=servers))
    command = [program(), "-c", str(configuration), "-e", str(folder / "nginx.log")]
    # Its workers give up root's rights and could not read a private temporary folder.
    if os.geteuid() == 0:
        command += ["-g", "user root;"]
    return running(command, port, {}, folder)


def serving_pages(site_port: int, address: str, folder: Path) -> AbstractContextManager[Server]:
    """nginx before the site, as `deploy/nginx.conf` has it.

    Args:
        site_port: where the site listens.
        address: host and port under which readers ask for it.
        folder: of the site; its `PAGE_FILES` is the folder `pages` in it.
    """
    host, _colon, port = address.partition(":")
    servers = (ROOT / "deploy" / "nginx.conf").read_text()
    for sample, own in (
        ("127.0.0.1:8000", f"{HOST}:{site_port}"),
        ("127.0.0.1:8080", f"{HOST}:{port}"),
        ("/srv/site", str(folder)),
        ("syndicat.example", host),
    ):
        servers = servers.replace(sample, own)
    return serving(servers, int(port), folder)


def serving_folder(root: Path, folder: Path) -> AbstractContextManager[Server]:
    """nginx serving files that lie compressed beside themselves, as a static site has them."""
    port = free_port()
    return serving(STATIC.format(host=HOST, port=port, root=root), port, folder)
