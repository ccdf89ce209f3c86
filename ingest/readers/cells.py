"""A workbook's values as text: the only place that says how its numbers and dates are written."""

from __future__ import annotations

import datetime
import math
from typing import Any

from openpyxl.utils.datetime import from_excel


def number_text(value: float) -> str:
    """116 and 116.0 as "116"; other numbers as Python writes them back exactly."""
    if math.isfinite(value) and value == int(value):
        return str(int(value))
    return repr(value)


def boolean_text(value: bool) -> str:
    """As Excel shows it."""
    return "TRUE" if value else "FALSE"


def date_text(value: float, *, epoch: datetime.datetime, duration: bool = False) -> str:
    """A serial number formatted as a date: "2024-12-31", with the time after "T" where it has one."""
    moment = moment_of(value, epoch, duration=duration)
    if moment is None:
        return number_text(value)  # outside the calendar: Excel shows #####
    if isinstance(moment, datetime.timedelta):
        seconds = round(moment.total_seconds())
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    if isinstance(moment, datetime.datetime) and moment.time() == datetime.time():
        return moment.date().isoformat()
    return str(moment.isoformat())


def moment_of(value: float, epoch: datetime.datetime, *, duration: bool = False) -> Any:
    """The date, time or (with ``duration``) span of a serial number; None outside the calendar."""
    try:
        return from_excel(value, epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return None
