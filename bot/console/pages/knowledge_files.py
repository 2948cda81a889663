"""Tệp: the published content as Excel or YAML, and files that come back: all of what they say as drafts, or none."""

import asyncio
import io
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from aiohttp import web

from bot.console import texts_knowledge as texts
from bot.console.console import XLSX, Call
from bot.console.knowledge import Knowledge
from bot.editing.editor import EditingError
from bot.editing.exporting import export_folder, export_workbook
from bot.editing.importing import Incoming, check_incoming, read_folder, read_workbook, store_incoming
from bot.sheets.grid import MOST_BYTES, SheetError
from knowledge.days import day_of
from knowledge.edits import Data

_MOST_FILES = 500
_MOST_UNPACKED = 5 * MOST_BYTES


def routes(knowledge: Knowledge) -> list[web.RouteDef]:
    """Their addresses."""
    pages = _Pages(knowledge)
    return [
        knowledge.console.get("/kien-thuc/tep", pages.show),
        knowledge.console.get("/kien-thuc/tep/noi-dung.xlsx", pages.excel),
        knowledge.console.get("/kien-thuc/tep/noi-dung.zip", pages.yaml),
        knowledge.console.post("/kien-thuc/tep", pages.bring, files=MOST_BYTES),
    ]


class _Pages:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def show(self, call: Call) -> web.StreamResponse:
        return self._show(call, "", Incoming())

    def _show(self, call: Call, name: str, incoming: Incoming) -> web.StreamResponse:
        return self._knowledge.show(
            call, "knowledge_files.html", "Tệp Excel, YAML", status=422 if incoming.faults else 200, name=name,
            incoming=incoming,
        )  # fmt: skip

    async def excel(self, call: Call) -> web.StreamResponse:
        data = await self._knowledge.data()
        return _file(await asyncio.to_thread(export_workbook, data), "noi-dung.xlsx", XLSX)

    async def yaml(self, call: Call) -> web.StreamResponse:
        data = await self._knowledge.data()
        return _file(
            await asyncio.to_thread(_packed, data, self._knowledge.editor.shipped), "noi-dung.zip", "application/zip"
        )

    async def bring(self, call: Call) -> web.StreamResponse:
        name, body = call.files.get("tep", ("", b""))
        if not body:
            return self._show(call, "", Incoming(faults=(texts.NO_FILE,)))
        data, shipped = await self._knowledge.data(), self._knowledge.editor.shipped
        today = day_of(self._knowledge.console.clock())
        try:
            incoming = await asyncio.to_thread(_read, name, body, data)
            incoming = await asyncio.to_thread(check_incoming, incoming, data, today, shipped)
        except SheetError as error:
            incoming = Incoming(faults=(str(error),))
        if incoming.faults or not incoming.edits:
            return self._show(call, name, incoming)
        storage, now = self._knowledge.console.storage, self._knowledge.console.clock()
        try:
            counts = await store_incoming(storage, call.person, incoming, now, name)
        except EditingError as error:
            return self._show(call, name, Incoming(faults=(str(error),)))
        counted = ", ".join(texts.COUNTED[status].format(count=count) for status, count in counts.items())
        said = texts.IMPORTED.format(name=name, counts=counted)
        return self._knowledge.console.back(call, "/kien-thuc/ban-sua", "\n".join((said, *incoming.notices)))


def _file(body: bytes, name: str, kind: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return web.Response(body=body, content_type=kind, headers=headers)


def _packed(data: Data, shipped: Path) -> bytes:
    packed = io.BytesIO()
    with (
        tempfile.TemporaryDirectory(prefix="content-") as scratch,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        folder = Path(scratch) / "content"
        export_folder(data, folder, shipped)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder).as_posix())
    return packed.getvalue()


def _read(name: str, body: bytes, data: Data) -> Incoming:
    """What a file says. Raises `SheetError`."""
    if name.lower().endswith(".xlsx"):
        return read_workbook(body, data)
    if not name.lower().endswith(".zip"):
        raise SheetError(texts.BAD_FILE.format(name=name[:80]))
    with tempfile.TemporaryDirectory(prefix="content-") as scratch:
        _unpack(body, Path(scratch))
        return read_folder(Path(scratch), data)


def _unpack(body: bytes, folder: Path) -> None:
    """The YAML files of a packed folder; nothing that lies elsewhere or swells. Raises `SheetError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            items = [item for item in packed.infolist() if item.filename.endswith(".yaml")]
            if len(items) > _MOST_FILES or sum(item.file_size for item in items) > _MOST_UNPACKED:
                raise SheetError(texts.BAD_ZIP)
            for item in items:
                path = PurePosixPath(item.filename)
                if path.is_absolute() or ".." in path.parts or "\\" in item.filename:
                    raise SheetError(texts.BAD_ZIP)
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.read(item))
    # What zipfile raises for a damaged file, a packing that it doesn't know (NotImplementedError), a locked one.
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise SheetError(texts.BAD_ZIP) from error
