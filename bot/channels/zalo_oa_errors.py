"""What Zalo's error numbers mean for a send (the account table, not the one of template messages by phone)."""

import logging
from datetime import datetime, time, timedelta

from bot.channels.contract import ChannelStoppedError, NotSentError, RefusedError, SendError
from knowledge.days import VIETNAM

log = logging.getLogger(__name__)

# The access token is dead: renew it once and try again.
DEAD_TOKEN = frozenset((-216, -220))
# What Zalo gives no reason for is tried so often before it is given up.
FEW_TRIES = 3
MINUTE, HOUR = 60.0, 3_600.0
# Other messages than answers may not go out before (error -234).
MORNING = time(6)

_REFUSED = {
    -201: "invalid_parameter",
    -210: "parameter_out_of_range",
    -213: "blocked",  # doesn't follow the account
    -217: "blocked",
    -227: "blocked",  # the person's account is locked, or was offline for over 45 days
    -230: "window_closed",
    -232: "window_closed",
    -233: "message_type_not_supported",
    -240: "api_shut_down",
    -244: "message_type_restricted",
    -248: "policy_violation",
    -305: "answer_too_late",
    -311: "answer_quota_used",
}
_STOPPED = {
    -204: "account_deleted",
    -205: "account_unknown",
    -209: "app_not_activated",
    -212: "api_not_registered",
    -219: "app_removed",
    -221: "account_not_verified",
    -223: "api_not_granted",
    -224: "package_too_low",
    -235: "api_not_for_this_account",
    -242: "app_secret_proof",
    -320: "no_billing_account",
    -321: "billing_failed",
}
_LATER = {
    -100: ("attachment_expired", None),
    -211: ("feature_quota_used", HOUR),
    -214: ("still_processing", MINUTE),
    -218: ("receiver_quota_used", HOUR),
}
# Somebody must look into these, though the channel goes on.
_ALARMING = frozenset((-240, -248))


def send_error(code: int, tries: int, now: datetime) -> SendError:
    """The typed fault for an error number; `tries`: how often this call was put off already."""
    if code in _ALARMING:
        log.error("zalo_oa.alarm", extra={"code": code})
    if code == -32:
        # Only the text tells the app's limit from the account's; both are by the minute.
        return NotSentError("rate_limited", MINUTE, everywhere=True)
    if code == -234:
        return NotSentError("night", _until_morning(now))
    if code in _REFUSED:
        return RefusedError(_REFUSED[code])
    if code in _STOPPED:
        return ChannelStoppedError(_STOPPED[code])
    if code in _LATER:
        reason, after = _LATER[code]
        return NotSentError(reason, after)
    reason = f"error_{abs(code)}"
    return NotSentError(reason) if tries < FEW_TRIES else RefusedError(reason)


def _until_morning(now: datetime) -> float:
    local = now.astimezone(VIETNAM)
    morning = datetime.combine(local.date(), MORNING, VIETNAM)
    return (morning - local + timedelta(days=1 if morning <= local else 0)).total_seconds()
