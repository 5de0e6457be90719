"""Instants: points in time with their zone, as front matter and commands write them.

Nothing here looks at the clock. What a build shows at an instant hangs on the instant that it is
told, so two builds that are told the same one are the same.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

EXAMPLE = "2026-11-22T08:00+07:00"
VARIABLE = "BANSAC_AS_OF"
"""Environment variable that stands for ``--as-of``."""

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True)
class Moment:
    """When a build takes place, as it was told.

    Attributes:
        at: The instant; None where none was told. Then no instant that content names has come.
        preview: Whether what waits for its instant is shown as well, marked as waiting.
    """

    at: dt.datetime | None = None
    preview: bool = False

    def has_reached(self, instant: dt.datetime) -> bool:
        """Whether an instant has come."""
        return self.at is not None and self.at >= instant


UNTOLD = Moment()
"""No instant was told."""


def parse_instant(value: object) -> dt.datetime:
    """Read ``2026-11-22T08:00+07:00``; the zone is needed, seconds are not.

    Raises:
        ValueError: It is no such instant; the message is a code of ``messages.yml``.
    """
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value
    if not isinstance(value, str) or not _INSTANT.fullmatch(value.strip()):
        raise ValueError("bad_instant")
    try:
        return dt.datetime.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("bad_instant") from None


def iso(instant: dt.datetime) -> str:
    """An instant as content writes it."""
    return instant.isoformat(timespec="seconds" if instant.second else "minutes")
