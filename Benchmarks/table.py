"""The table of measurements."""

HEADERS = ["what", "count", "wall s", "CPU s", "peak MB", "figure", "goal"]


class Row:
    """One measurement; what was not measured is None."""

    def __init__(self, what, claims=None, wall=None, cpu=None, peak=None, figure="", goal=""):
        self.cells = [
            what,
            "" if claims is None else f"{claims:,}",
            "" if wall is None else seconds(wall),
            "" if cpu is None else seconds(cpu),
            "" if peak is None else f"{peak:,.0f}",
            figure,
            goal,
        ]


def seconds(value):
    return f"{value:.2f}" if value >= 10 else f"{value:.3f}" if value >= 0.01 else f"{value:.4f}"


def text(rows, is_markdown):
    cells = [HEADERS, *(row.cells for row in rows)]
    if is_markdown:
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        return "\n".join([lines[0], "| --- | ---: | ---: | ---: | ---: | --- | --- |", *lines[1:]])
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADERS))]
    is_number = [False, True, True, True, True, False, False]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, is_number)
        ).rstrip()
        for row in cells
    )
