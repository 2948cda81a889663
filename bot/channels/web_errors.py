"""Errors over HTTP: a status, a code for programs and a Vietnamese sentence, the same shape everywhere."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot import texts
from bot.logs import place_of
from bot.pipeline.service import StoppingError
from bot.storage.errors import StorageError

log = logging.getLogger(__name__)

RETRY_SECONDS = 3


def send_json(data: Mapping[str, object], *, status: int = 200) -> web.Response:
    """Data as an answer that nobody keeps; Vietnamese letters as they are, three times shorter than escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return web.Response(
        text=text, status=status, content_type="application/json", headers={"Cache-Control": "no-store"}
    )


class ApiError(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, code: str, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def response(self) -> web.Response:
        """The error as it is sent."""
        response = send_json({"error": {"code": self.code, "message": self.message}}, status=self.status)
        if self.retry_after is not None:
            response.headers["Retry-After"] = str(self.retry_after)
        return response


def bad_field(message: str) -> ApiError:
    """A field is missing or wrong."""
    return ApiError(400, "bad_field", message)


def bad_json(message: str = texts.HTTP_JSON) -> ApiError:
    """The body isn't what it should be."""
    return ApiError(400, "bad_json", message)


def too_large(longest: int) -> ApiError:
    """The body is longer than the `longest` bytes that are read."""
    return ApiError(413, "too_large", texts.http_too_large(longest // 1024))


def too_many(seconds: int) -> ApiError:
    """The sender must wait."""
    return ApiError(429, "too_many", texts.http_too_many(seconds), retry_after=seconds)


# What the framework finds out by itself.
_FRAMEWORK = {
    404: ("not_found", texts.HTTP_NOT_FOUND),
    405: ("method_not_allowed", texts.HTTP_METHOD),
    413: ("too_large", texts.http_too_large(1024)),
    415: ("unsupported_type", texts.HTTP_TYPE),
}


@web.middleware
async def errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Whatever goes wrong in a request becomes an answer in the one shape."""
    try:
        return await handler(request)
    except ApiError as error:
        return error.response()
    except StoppingError:
        return ApiError(503, "stopping", texts.HTTP_STOPPING, retry_after=RETRY_SECONDS).response()
    except StorageError as error:
        log.error("storage.failed", extra={"trouble": error.trouble})
        return ApiError(503, "unavailable", texts.HTTP_UNAVAILABLE, retry_after=RETRY_SECONDS).response()
    except web.HTTPException as error:
        if error.status < 400:
            raise
        code, message = _FRAMEWORK.get(error.status, ("bad_request", texts.HTTP_BAD_REQUEST))
        response = ApiError(error.status, code, message).response()
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except ConnectionError:
        # Who asked has gone; nobody reads the answer.
        raise
    except Exception as error:
        # The request's boundary: nobody may see a trace, and the error's text may quote what somebody typed.
        log.error("request.failed", extra={"error": type(error).__name__, "place": place_of(error)})
        return ApiError(500, "internal", texts.HTTP_INTERNAL).response()
