"""Dates as Python writes and reads them by strftime's codes, on every platform alike."""

import re
from dataclasses import dataclass
from datetime import datetime, timezone

from values import any_date

# Those of Python's documentation, and those that every C library adds.
CODES = list("aAwdbBmyYHIMSfzZjUWcxX%GuV")
SEPARATORS = ["-", "/", " ", ":", ".", ", ", "T", "", " at ", "é"]

# Formats from which an instant can be read again.
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%y", "%d %b %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %d %B %Y", "%Y %j", "%Y%m%d", "%G-%V-%u", "%G %V %a", "%Y %U %w", "%Y %W %u", "%Y %W %A", "%x", "%d.%m.%y", "%Y-%m"]
TIMES = ["%H:%M:%S", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S.%f%p", "%H%M%S", "%H", "%H:%M", "%X", "%p %I", ""]
ZONES = ["", "", "", "%z", " %z", " %Z"]


def written(date, spec):
    """`date.strftime(spec)`, with years of four digits as Python's documentation has them: what `%Y` gives below the year 1000 is left to the C
    library, and glibc gives no zeros, which `strptime` then refuses."""
    out = []
    at = 0
    while at < len(spec):
        code = spec[at : at + 2]
        if code[0] != "%":
            out.append(code[0])
            at += 1
            continue
        at += 2
        if code == "%Y":
            out.append(f"{date.year:04}")
        elif code == "%G":
            out.append(f"{date.isocalendar().year:04}")
        elif code == "%c":
            out.append(date.strftime("%a %b %e %H:%M:%S ") + f"{date.year:04}")
        else:
            out.append(date.strftime(code))
    return "".join(out)


def any_spec(random):
    if random.random() < 0.3:
        return random.choice(DAYS) + random.choice([" ", "T", ", "]) + random.choice(TIMES) + random.choice(ZONES)
    return random.choice(SEPARATORS).join("%" + random.choice(CODES) for _ in range(random.randrange(1, 6)))


def read(text, spec):
    """What `strptime` gives, in UTC where it has no offset."""
    found = datetime.strptime(text, spec)
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone.utc)
    return found.astimezone(timezone.utc)


def text_and_spec(random):
    """A text and the format that it was written in, or nearly."""
    spec = random.choice(DAYS) + random.choice([" ", "T", "", "  "]) + random.choice(TIMES) + random.choice(ZONES)
    text = written(any_date(random), spec)
    if "%z" in spec and random.random() < 0.7:
        sign, hours, minutes, seconds = random.choice("+-"), random.randrange(24), random.randrange(60), random.randrange(60)
        offset = random.choice([f"{sign}{hours:02}{minutes:02}", f"{sign}{hours:02}:{minutes:02}", f"{sign}{hours:02}:{minutes:02}:{seconds:02}", "Z"])
        text = text.replace("+0000", offset)
    kind = random.randrange(8)
    if kind == 0:
        text = random.choice([str.upper, str.lower])(text)
    elif kind == 1:
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(["", " ", "0", "9", "x", "-"]) + text[at + random.randrange(2) :]
    elif kind == 2:
        # Numbers need no zeros before them.
        text = text.replace("-0", "-").replace("/0", "/").replace(" 0", " ")
    return text, spec


def instant(date):
    """An instant as the language writes it; several answers are right if it is only perhaps one."""
    if isinstance(date, Perhaps):
        return {None, instant(date.date)}
    text = date.astimezone(timezone.utc).replace(tzinfo=None).isoformat()
    return (text.rstrip("0") if "." in text else text) + "Z"


def rfc3339(random):
    """An instant in RFC 3339, with an offset and the digits of the fraction that it happens to have, or nearly."""
    date = any_date(random).replace(tzinfo=None)
    text = date.isoformat(sep=random.choice("TTt "), timespec=random.choice(["auto", "seconds", "milliseconds", "microseconds"]))
    if random.random() < 0.2:
        text = date.date().isoformat()
    else:
        sign, hours, minutes = random.choice("+-"), random.randrange(24), random.randrange(60)
        text += random.choice(["", "Z", "z", "+00:00", f"{sign}{hours:02}:{minutes:02}"])
    if random.random() < 0.1:
        at = random.randrange(len(text))
        text = text[:at] + random.choice("0123456789-:.x") + text[at + 1 :]
    return text


FORM = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:[0-5]\d)?)?")


def read_rfc3339(text):
    """What `fromisoformat` gives for RFC 3339, and for a day by itself."""
    found = datetime.fromisoformat(text.upper())
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone.utc)
    found = found.astimezone(timezone.utc)
    # It takes much else, which the language need not.
    return found if FORM.fullmatch(text) else Perhaps(found)


@dataclass
class Perhaps:
    """What is refused, or is this."""

    date: datetime
