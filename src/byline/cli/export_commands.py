"""`byline export`."""

import os
import sys
from pathlib import Path

import click

from byline.cli.bootstrap import enter, quiet_logs
from byline.cli.errors import give_up
from byline.cli.progress import progress_bars

PUBLIC_UMASK = 0o022


@click.group(short_help="Export sites as static files, JSON or a WordPress export.")
def exporting() -> None:
    """Export sites as static files, JSON or a WordPress export. See docs/formats.md."""


@exporting.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--site",
    "hostname",
    metavar="HOST",
    help="Export this site only.  [default: all; several sites get a folder each]",
)
@click.option(
    "--links",
    type=click.Choice(["relative", "root", "absolute"]),
    default="relative",
    show_default=True,
    help="How the files link to each other.",
)
@click.option(
    "--base",
    metavar="URL",
    help="The address at which the files will be served.  [default: the site's own]",
)
def static(folder: Path, hostname: str | None, links: str, base: str | None) -> None:
    """Export a site as static files into DIR, for any web server or a disk.

    A second run writes only what changed.
    """
    enter()
    os.umask(PUBLIC_UMASK)  # a web server will serve what is written
    quiet_logs()
    from django.core.wsgi import get_wsgi_application  # these after Django has started

    from byline.cli.export_report import print_static_export
    from byline.cli.users import sites_named
    from byline.transfer.static_export.actions import export_static
    from byline.transfer.static_export.choices import LinkStyle, StaticExportError

    sites = sites_named(hostname)
    if base and len(sites) > 1:
        raise click.UsageError("--base applies to one site. Choose it with --site.")
    if base and not base.startswith(("http://", "https://")):
        raise click.UsageError(
            f"--base must be a whole address such as https://archive.example, not {base}."
        )
    application, is_complete = get_wsgi_application(), True
    for site in sites:
        target = folder / site.hostname if len(sites) > 1 else folder
        try:
            with progress_bars() as watch:
                result = export_static(
                    site,
                    application,
                    target,
                    links=LinkStyle(links),
                    base=base or "",
                    progress=watch,
                )
        except StaticExportError as error:
            give_up(str(error))
        is_complete &= print_static_export(site.hostname, result)
    sys.exit(not is_complete)


@exporting.command(name="json")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--site", "hostname", metavar="HOST", help="Export this site only.  [default: all]")
@click.option(
    "--with-addresses",
    is_flag=True,
    help="Include commenters' e-mail and IP addresses, if they are still stored.",
)
def json_lines(folder: Path, hostname: str | None, with_addresses: bool) -> None:
    """Export all content as JSON Lines into DIR, one file for each kind of record."""
    enter()
    quiet_logs()
    from byline.cli.users import sites_named  # these after Django has started
    from byline.transfer.json_export.actions import JsonExportError, export_json
    from byline.transfer.json_export.record_kinds import ExportScope

    try:
        with progress_bars() as watch:
            written = export_json(ExportScope(sites_named(hostname), with_addresses), folder, watch)
    except JsonExportError as error:
        give_up(str(error))
    for kind, number in written.items():
        click.echo(f"{number:>9,} {kind}")
    click.echo(f"Exported to {folder}. The files named in media.jsonl are in the data folder.")


@exporting.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--site", "hostname", metavar="HOST", help="Which site; not needed if there is only one."
)
@click.option(
    "--with-addresses",
    is_flag=True,
    help="Include commenters' e-mail and IP addresses, if they are still stored.",
)
def wordpress(file: Path, hostname: str | None, *, with_addresses: bool) -> None:
    """Export a site as a WordPress export (WXR 1.2) into FILE, an .xml file."""
    enter()
    quiet_logs()
    from byline.cli.export_report import print_wordpress_export  # these after Django has started
    from byline.cli.users import site_named
    from byline.transfer.to_wordpress.actions import WordPressExportError, export_wordpress
    from byline.transfer.to_wordpress.site_export import SiteExport

    export = SiteExport(site_named(hostname), with_addresses=with_addresses)
    try:
        with progress_bars() as watch:
            written = export_wordpress(export, file, watch)
    except WordPressExportError as error:
        give_up(str(error))
    print_wordpress_export(export, written, file)
