"""The blank file that a donor's project fills, at /-/template.xlsx."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from datasette import hookimpl
from datasette.utils.asgi import Response

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cache
def make_template():
    # Here and not above: it brings XlsxWriter, which the start of the server need not wait for.
    from ingest.publish.template import write_template

    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, REFERENCE)
        return path.read_bytes()


@hookimpl
def register_routes():
    return [(r"^/-/template\.xlsx$", send_template)]


async def send_template():
    headers = {
        "content-disposition": 'attachment; filename="hromada-trainings-template.xlsx"',
        "cache-control": "public, max-age=3600",
    }
    return Response(make_template(), headers=headers, content_type=_XLSX)
