"""Workbooks made part by part: archives edited, and OpenDocument as LibreOffice writes it."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""The namespace of the sheets of an XLSX."""


def edit_parts(content, /, method=zipfile.ZIP_STORED, **parts):
    """Return the archive with the parts replaced or added; «sheet» is the first worksheet."""
    names = {
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "workbook": "xl/workbook.xml",
        "content": "content.xml",
    }
    parts = {names.get(name, name): part for name, part in parts.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", method) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *parts]):
            part = parts.get(name)
            new.writestr(name, old.read(name) if part is None else part)
    return made.getvalue()


def write_ods(rows):
    """Return the bytes of an OpenDocument of one sheet, «Заходи»."""
    rows = "".join(line.strip() for line in rows.splitlines())
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{names}:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0"'
            f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0">'
            f'<office:body><office:spreadsheet><table:table table:name="Заходи">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()


def ods_row(cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_cell(text, repeated=1, rows=1):
    return (
        f'<table:table-cell office:value-type="string" table:number-rows-spanned="{rows}"'
        f' table:number-columns-repeated="{repeated}"><text:p>{text}</text:p></table:table-cell>'
    )


def ods_empty(repeated):
    return f'<table:table-cell table:number-columns-repeated="{repeated}"/>'
