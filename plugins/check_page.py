"""A page where a project drops its quarterly file and reads what `check` says of it.

Nothing is kept: the file lies in a folder of its own until it is answered. It is read by a
process of its own, bounded in time and memory, since a file may be made to harm its reader.
One line of metadata.yml switches the page off: plugins → check-page → enabled: false.
"""

import asyncio
import base64
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from datasette import Forbidden, Response, hookimpl
from markupsafe import Markup
from python_multipart import multipart

from ingest.common import language
from ingest.common.quarters import Quarter

DATABASE = "trainings"
MOST_BYTES = 10_000_000
SECONDS = 30
_MOST_MEMORY = 1_500_000_000
_PROGRAM = (
    "import resource, sys; "
    f"resource.setrlimit(resource.RLIMIT_AS, ({_MOST_MEMORY}, {_MOST_MEMORY})); "
    "from ingest.cli import main; sys.exit(main())"
)
_LONGEST_NAME = 100
_MOST_WAITING = 5
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FRESH = {"cache-control": "no-store", "x-robots-tag": "noindex"}
# One file at a time: the next ones wait, and from the sixth on they are sent away.
_gate = asyncio.Semaphore(1)
_waiting = []


class FormRefused(Exception):
    """A form that holds no file, or one too large; `fault` and `status` say which."""

    def __init__(self, fault, status):
        super().__init__(fault)
        self.fault, self.status = fault, status


@hookimpl
def register_routes():
    return [(r"^/check$", check)]


@hookimpl
def skip_csrf(scope):
    # Nobody is signed in and nothing is kept: a foreign form could do nothing here.
    return scope["path"] == "/check"


@hookimpl
def extra_template_vars(datasette):
    return {"may_check": may_check(datasette)}


def may_check(datasette):
    return (datasette.plugin_config("check-page") or {}).get("enabled", True)


async def check(datasette, request, receive):
    """Show the form, or answer the file that it sends."""
    if not may_check(datasette):
        raise Forbidden("The check page is switched off")
    if request.method != "POST":
        return await show_form(datasette, request)
    try:
        name, content, quarter = await read_form(request.headers, receive)
        if len(_waiting) > _MOST_WAITING:
            raise FormRefused("busy", 503)
        _waiting.append(name)
        try:
            async with _gate:
                answers = await run_check(name, content, quarter)
        finally:
            _waiting.remove(name)
    except FormRefused as refusal:
        return await show_form(datasette, request, refusal.fault, refusal.status)
    page = with_downloads(answers, name, datasette.urls.path("/"), datasette.urls.path("/check"))
    return Response.html(page, headers=_FRESH)


async def show_form(datasette, request, fault=None, status=200):
    rows = await datasette.get_database(DATABASE).execute(
        "select quarter_code from quarter order by quarter_code desc"
    )
    quarters = [Quarter.parse(code) for (code,) in rows.rows]
    page = {"quarters": quarters, "fault": fault, "megabytes": MOST_BYTES // 1_000_000}
    html = await datasette.render_template("check.html", page, request=request)
    return Response.html(html, status=status, headers=_FRESH)


async def read_form(headers, receive):
    """Return the name, the bytes and the quarter of the file that a form sends."""
    fields, files = {}, []
    try:
        parser = multipart.create_form_parser(
            {"Content-Type": headers.get("content-type", "")},
            lambda field: fields.update({field.field_name: field.value}),
            files.append,
            {"MAX_MEMORY_FILE_SIZE": MOST_BYTES, "MAX_FIELDS": 10, "MAX_FIELD_SIZE": 1000},
        )
        size, is_whole = 0, False
        while not is_whole:
            message = await receive()
            body = message.get("body", b"")
            size += len(body)
            if size > MOST_BYTES:
                raise FormRefused("too_large", 413)
            parser.write(body)
            is_whole = not message.get("more_body")
        parser.finalize()
    except multipart.FormParserError as error:
        raise FormRefused("no_file", 400) from error
    if not files or not files[0].file_name:
        raise FormRefused("no_file", 400)
    upload = files[0]
    upload.file_object.seek(0)
    name = Path(upload.file_name.decode("utf-8", "replace").replace("\\", "/")).name
    shown = "".join(sign for sign in name if sign.isprintable()).lstrip(".-")[-_LONGEST_NAME:]
    quarter = (fields.get(b"quarter") or b"").decode("ascii", "replace")
    return shown or "report", upload.file_object.read(), quarter


async def run_check(name, content, quarter):
    """Return ending → bytes of the answer to a file: html, xlsx and json."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        answers = Path(folder) / "-answers"
        command = [sys.executable, "-c", _PROGRAM, "check", path, "--answers", answers]
        command += ["--lang", language.current()]
        if quarter:
            command += ["--quarter", quarter]
        nowhere = asyncio.subprocess.DEVNULL
        child = await asyncio.create_subprocess_exec(*command, stdout=nowhere, stderr=nowhere)
        try:
            await asyncio.wait_for(child.wait(), SECONDS)
        except TimeoutError:
            child.kill()
            await child.wait()
        if child.returncode not in (0, 1) or not answers.is_dir():
            raise FormRefused("not_read", 422)
        return {one.suffix[1:]: one.read_bytes() for one in answers.iterdir()}


def with_downloads(answers, name, start, back):
    """Return the answer's page with its workbook and JSON as links that need no second request."""
    links = Markup('<a href="{}">{}</a> · <a href="{}">{}</a>').format(
        start, language.translate("На початок"), back, language.translate("Перевірити інший файл")
    )
    marked = language.translate("Завантажити копію з позначками (XLSX)")
    for ending, kind in (("xlsx", _XLSX), ("json", "application/json")):
        data = f"data:{kind};base64,{base64.b64encode(answers[ending]).decode()}"
        text = marked if ending == "xlsx" else language.translate("Завантажити JSON")
        links += Markup(' · <a href="{}" download="{}.answer.{}">{}</a>').format(
            data, name, ending, text
        )
    page = answers["html"].decode("utf-8")
    return page.replace("</header>", f'<p class="links">{links}</p></header>', 1)
