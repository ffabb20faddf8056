"""The blank file that a project fills, at /-/template.xlsx, and the Table Schema of it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from datasette import hookimpl
from datasette.utils.asgi import Response

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_JSON = "application/json; charset=utf-8"
_KEPT = {"cache-control": "public, max-age=3600"}


@cache
def make_template():
    # Here and not above: it brings XlsxWriter, which the start of the server need not wait for.
    from ingest.publish.template import write_template

    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, REFERENCE)
        return path.read_bytes()


@cache
def make_schema():
    from ingest.publish import table_schema

    return table_schema.to_json(table_schema.make_schema(REFERENCE))


@hookimpl
def register_routes():
    return [
        (r"^/-/template\.xlsx$", send_template),
        (r"^/-/template\.schema\.json$", send_schema),
    ]


async def send_template():
    headers = {
        "content-disposition": 'attachment; filename="hromada-trainings-template.xlsx"',
        **_KEPT,
    }
    return Response(make_template(), headers=headers, content_type=_XLSX)


async def send_schema():
    return Response(make_schema(), headers=dict(_KEPT), content_type=_JSON)
