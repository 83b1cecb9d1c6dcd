"""What a run of the suite counted and measured, and the tables and the last line that say it."""

from collections import Counter


class Report:
    """Filled by the tests through a fixture, printed once at the end."""

    def __init__(self):
        self.counts = Counter()
        self.tables = {}

    def count(self, what: str, number: int = 1):
        self.counts[what] += number

    def row(self, table: str, *cells):
        self.tables.setdefault(table, []).append([str(cell) for cell in cells])

    def lines(self):
        for title, rows in self.tables.items():
            widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
            yield ""
            yield title
            for row in rows:
                cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
                yield "  ".join(["", row[0].ljust(widths[0]), *cells[1:]]).rstrip()

    def summary(self):
        """What passed, in the order in which it was first counted."""
        return ", ".join(f"{number} {what}" for what, number in self.counts.items())
