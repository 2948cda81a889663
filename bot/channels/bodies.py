"""Reading a request's body: no longer than allowed, JSON or a typed refusal; the same for every address."""

import json
from typing import Any

from aiohttp import web

from bot import texts
from bot.channels.web_errors import bad_json, too_large


async def read_body(request: web.Request, longest: int) -> bytes:
    """The bytes of a body. Raises `ApiError` 413 above `longest` bytes, without reading on, and 400 when it breaks."""
    if (request.content_length or 0) > longest:
        raise too_large(longest)
    body = bytearray()
    try:
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > longest:
                raise too_large(longest)
    except web.RequestPayloadError as error:
        # For example a body that says it is gzip and isn't.
        raise bad_json() from error
    return bytes(body)


def as_json(body: bytes) -> Any:
    """What a body says. Raises `ApiError` 400 when it isn't JSON in UTF-8."""
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise bad_json() from error


def as_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a body. Raises `ApiError` 400 when it is anything else."""
    data = as_json(body)
    if not isinstance(data, dict):
        raise bad_json(texts.HTTP_OBJECT)
    return data
