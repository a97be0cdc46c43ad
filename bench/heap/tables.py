"""Figures of several rounds by row and allocator, and how they are shown."""
import math
import statistics

from allocators import PEERS


# Rows of geometric means: title -> whether a row, by its name, is one of those it is of.
NO_MEANS = {}
ONE_MEAN = {"geometric mean": lambda name: True}


class Figures:
    """Medians of what was measured: a row for each thing that was done, a column for each allocator."""

    def __init__(self, title, digits, ratios=("ouro", "inline"), means=NO_MEANS):
        self.title = title
        self.digits = digits
        self.ratios = ratios  # the columns that are also shown as a multiple of the best peer
        self.mean_rows = means
        self.values = {}

    def add(self, row, column, value):
        self.values.setdefault(row, {}).setdefault(column, []).append(value)

    def medians(self):
        return {row: {column: statistics.median(values) for column, values in by_column.items()}
                for row, by_column in self.values.items()}

    def least(self):
        """The least of all rounds: what else goes on in a machine only ever adds to a time."""
        result = Figures(f"{self.title}, the least of all rounds", self.digits, self.ratios,
                         self.mean_rows)
        for row, by_column in self.values.items():
            for column, values in by_column.items():
                result.add(row, column, min(values))
        return result

    def relative_to(self, column, title, means=ONE_MEAN):
        """Each row as a multiple of one allocator: the median of the rounds' multiples, for what
        slows the machine down slows down a whole round."""
        result = Figures(title, 2, (), means)
        for row, by_column in self.values.items():
            for name, values in by_column.items():
                result.add(row, name, statistics.median(
                    value / one for value, one in zip(values, by_column[column])))
        return result

    def means(self, among=lambda name: True):
        """Geometric means of the columns, over the rows in which all have a figure."""
        rows = [row for name, row in self.medians().items() if among(name)]
        columns = self.columns()
        whole = [row for row in rows if all(row.get(column, 0) > 0 for column in columns)]
        return {column: math.exp(statistics.fmean(math.log(row[column]) for row in whole))
                for column in columns} if whole else {}

    def columns(self):
        names = []
        for by_column in self.values.values():
            names += [name for name in by_column if name not in names]
        return names

    def show(self):
        columns = self.columns()
        ratios = [name for name in self.ratios if name in columns]
        rows = self.medians()
        for title, among in self.mean_rows.items():
            if any(map(among, self.values)):
                rows[title] = self.means(among)
        print(f"\n{self.title}\n{'':22}" + "".join(f"{name:>10}" for name in columns)
              + "".join(f"{name + ':best':>12}" for name in ratios))
        for name, row in rows.items():
            print(f"{name:22}" + "".join(f"{cell(row.get(column), self.digits):>10}"
                                         for column in columns)
                  + "".join(f"{cell(ratio(row, column), 2):>12}" for column in ratios))


def cell(value, digits):
    return "-" if value is None else f"{value:.{digits}f}"


def ratio(row, column):
    """To the least of the peers; None where that is nothing, or not above 0."""
    best = min((row[peer] for peer in PEERS if peer in row), default=0)
    return row[column] / best if column in row and best > 0 else None
