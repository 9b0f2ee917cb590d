"""Prints the sessions of every calendar of a folder within a span, as JSON by file name.

Usage: read.py FOLDER FIRST_DAY LAST_DAY
"""

import datetime
import json
import pathlib
import sys

import icalendar
import recurring_ical_events


def sessions(path, first, last):
    text = path.read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n")), path.name
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors, (path.name, calendar.errors)
    found = set()
    for event in recurring_ical_events.of(calendar).between(first, last):
        assert not event.errors, (path.name, event.errors)
        if str(event.get("STATUS", "")) != "CANCELLED":
            start, end = event.start, event.end
            found.add((start.strftime("%Y-%m-%d %H:%M"), end.strftime("%Y-%m-%d %H:%M")))
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids)), (path.name, "the same UID twice")
    return sorted(found)


def main():
    folder, first, last = sys.argv[1:]
    first, last = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    last += datetime.timedelta(days=1)
    paths = sorted(pathlib.Path(folder).glob("*.ics"))
    json.dump({path.stem: sessions(path, first, last) for path in paths}, sys.stdout)


main()
