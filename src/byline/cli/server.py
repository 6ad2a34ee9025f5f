"""The processes of `byline run`: a supervisor, workers that handle requests, and the keeper.

Rooms are imported once, before the workers and the keeper are forked. So all of them share that
memory, and a worker or keeper that died is replaced within a moment.
"""

import gc
import os
from collections.abc import Callable
from functools import partial
from importlib import import_module
from multiprocessing import Pipe, get_context, set_start_method
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import click
import structlog
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import get_resolver
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from byline.cli.bind import local_url
from byline.cli.restarting_server import RestartingServer
from byline.cli.startup import StartupReport, start_up
from byline.cli.supervisor import Supervisor
from byline.lib.heap import give_memory_back
from byline.lib.keeper import keep
from byline.lib.logs import REQUEST_LINE, logging_config
from byline.lib.options import Options
from byline.lib.os_signals import on_stop
from byline.lib.parent_watch import ParentWatch
from byline.press.node_cache import run_agent

if TYPE_CHECKING:
    from byline.demo.actions import DemoSignIn

GRACE_SECONDS = 30  # seconds for requests and duties to finish when the server stops
MAX_CONNECTIONS = 8_192  # open at a time in one worker; more wait to be accepted
HEADER_SECONDS = 15  # for the headers of a request, also between two of a connection
MAX_HEADER_BYTES = 65_536

log = structlog.get_logger("byline")


def serve(options: Options, *, demo: bool = False) -> None:
    """Serve on options.host and options.port until SIGTERM or SIGINT; finish running requests."""
    give_memory_back()
    set_start_method("fork", force=True)
    parent_watch = ParentWatch()
    announce(options, _in_child(parent_watch, partial(start_up, options, demo=demo)))
    application = _load_application()
    gc.collect()
    gc.freeze()  # so that the collector does not touch, and copy, the children's shared memory
    keeper = Supervisor("keeper", partial(keep, options.data), parent_watch, GRACE_SECONDS)
    agent = Supervisor("node's agent", run_agent, parent_watch, GRACE_SECONDS)
    server = _server(options)
    server.on_startup(partial(on_stop, partial(_close, server, keeper)))
    server.on_startup(keeper.start)
    if options.node:
        server.on_startup(agent.start)
    log.info("serving", address=f"{options.host}:{options.port}", workers=options.workers)
    try:
        server.serve(
            target_loader=partial(_enter_worker, parent_watch, application), wrap_loader=False
        )
    finally:
        keeper.stop()
        if options.node:
            agent.stop()  # last, so that the node keeps its lease while the workers finish
        log.info("stopped")


def announce(options: Options, report: StartupReport) -> None:
    """Print the address of the installation and how to sign in."""
    address = local_url(options.host, options.port)
    click.echo(f"Byline is running at {address} (press Ctrl-C to stop)")
    if report.welcome:
        click.echo(
            "This installation is empty. Set up your site and your account here:\n"
            f"{address}/-/welcome/{report.welcome}"
        )
    if report.demo:
        _announce_demo(report.demo, address, options.port)


def _announce_demo(demo: "DemoSignIn", address: str, port: int) -> None:
    for hostname in demo.hostnames[1:]:
        click.echo(f"A second site is at {local_url(hostname, port)}")
    password = f"the password {demo.password}" if demo.password else "the password you chose"
    click.echo(
        f"The desk is at {address}/admin/: sign in as {demo.email} with {password} "
        "(from this machine only)"
    )


def _in_child(parent_watch: ParentWatch, work: Callable[[], StartupReport]) -> StartupReport:
    near, far = Pipe(duplex=False)
    child = get_context("fork").Process(
        target=_send_report, args=(parent_watch, work, far), name="startup"
    )
    child.start()
    far.close()
    try:
        answer: StartupReport = near.recv()
    except EOFError:
        child.join()
        raise SystemExit(child.exitcode or 1) from None
    child.join()
    return answer


def _send_report(
    parent_watch: ParentWatch, work: Callable[[], StartupReport], answer: Connection
) -> None:
    parent_watch.stop_with_parent(GRACE_SECONDS)
    answer.send(work())


def _load_application() -> Callable[..., Any]:
    static: Any = staticfiles_storage
    # The child may have collected them since they were loaded.
    static.hashed_files, static.manifest_hash = static.load_manifest()
    application: Callable[..., Any] = import_module("byline.asgi").application
    _ = get_resolver().reverse_dict  # imports all views now, instead of once in each worker
    return application


def _enter_worker(parent_watch: ParentWatch, application: Callable[..., Any]) -> Callable[..., Any]:
    os.setpgid(0, 0)  # Ctrl-C reaches only the process that was started, which stops the others
    parent_watch.stop_with_parent(GRACE_SECONDS)
    return application


def _server(options: Options) -> Any:
    return RestartingServer(
        "byline.asgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.ASGI,
        workers=options.workers,
        backpressure=MAX_CONNECTIONS,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADER_SECONDS * 1_000, max_buffer_size=MAX_HEADER_BYTES
        ),
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.info if options.log_level == "debug" else LogLevels.warning,
        log_dictconfig=logging_config(options.log_level, options.log_format),
        log_access=options.log_requests,
        log_access_format=REQUEST_LINE,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
    )


def _close(server: Any, keeper: Supervisor) -> None:
    keeper.ask_to_stop()
    server.signal_handler_interrupt()
