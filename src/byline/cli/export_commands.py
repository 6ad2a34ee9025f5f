"""`byline export`: everything can leave again."""

import sys
from pathlib import Path

import click

from byline.cli.bootstrap import enter, quiet_logs
from byline.cli.errors import give_up
from byline.cli.progress import progress_bars


@click.group(short_help="Write what the house holds in forms that others read.")
def exporting() -> None:
    """Write what the house holds in forms that others read. See docs/formats.md."""


@exporting.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--site",
    "hostname",
    metavar="HOST",
    help="One site; otherwise each, in a folder of its name where there are several.",
)
@click.option(
    "--links",
    type=click.Choice(["relative", "root", "absolute"]),
    default="relative",
    show_default=True,
    help="How the files name each other.",
)
@click.option(
    "--base",
    metavar="URL",
    help="The address at which they will be served.  [default: the site's own]",
)
def static(folder: Path, hostname: str | None, links: str, base: str | None) -> None:
    """Write the whole site as plain files into DIR, for any web server or a disk. A second run writes what changed."""
    enter()
    quiet_logs()
    from django.core.wsgi import get_wsgi_application  # these after Django has started

    from byline.cli.export_report import print_static_export
    from byline.cli.users import sites_named
    from byline.transfer.static_export.actions import export_static
    from byline.transfer.static_export.choices import LinkStyle, StaticExportError

    sites = sites_named(hostname)
    if base and len(sites) > 1:
        raise click.UsageError("--base is one site's: say which with --site.")
    if base and not base.startswith(("http://", "https://")):
        raise click.UsageError(
            f"--base takes a whole address, such as https://archive.example, not {base}."
        )
    application, are_well = get_wsgi_application(), True
    for site in sites:
        to = folder / site.hostname if len(sites) > 1 else folder
        try:
            with progress_bars() as watch:
                outcome = export_static(
                    site, application, to, links=LinkStyle(links), base=base or "", progress=watch
                )
        except StaticExportError as error:
            give_up(str(error))
        are_well &= print_static_export(site.hostname, outcome)
    sys.exit(not are_well)


@exporting.command(name="json")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--site", "hostname", metavar="HOST", help="One site; all of them otherwise.")
@click.option(
    "--with-addresses",
    is_flag=True,
    help="Commenters' e-mail and network addresses too, where they are still known.",
)
def records(folder: Path, hostname: str | None, with_addresses: bool) -> None:
    """Write everything that the newsroom made as JSON Lines into DIR, a file a kind."""
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
    click.echo(
        f"All of it is in {folder}. The files that media.jsonl names are in the data folder."
    )


@exporting.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--site", "hostname", metavar="HOST", help="Which site; not needed where there is one."
)
@click.option(
    "--with-addresses",
    is_flag=True,
    help="Commenters' e-mail and network addresses too, where they are still known.",
)
def wordpress(file: Path, hostname: str | None, *, with_addresses: bool) -> None:
    """Write a site as a WordPress export (WXR 1.2, an .xml file) into FILE."""
    enter()
    quiet_logs()
    from byline.cli.export_report import print_wordpress_export  # these after Django has started
    from byline.cli.users import site_named
    from byline.transfer.to_wordpress.actions import WordPressExportError, export_wordpress
    from byline.transfer.to_wordpress.site_export import SiteExport

    house = SiteExport(site_named(hostname), with_addresses=with_addresses)
    try:
        with progress_bars() as watch:
            written = export_wordpress(house, file, watch)
    except WordPressExportError as error:
        give_up(str(error))
    print_wordpress_export(house, written, file)
