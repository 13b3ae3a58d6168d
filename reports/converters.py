"""Parts of addresses: 2022-07-01-집행, a measure, and the ending that asks for Excel, csv or json."""

from budgets.measures import MEASURES
from budgets.models import ReportingDate
from reports.cuts import DERIVED
from reports.dates import When, read_slug, when_of


class WhenConverter:
    regex = r"\d{4}-\d{2}-\d{2}-(?:예산|집행|결산)(?:-재편)?"

    def to_python(self, value: str) -> When:
        if (when := read_slug(value)) is None:
            raise ValueError(value)
        return when

    def to_url(self, value: ReportingDate | When | str) -> str:
        """A page of the office knows the date itself, and nothing of how it is addressed."""
        if isinstance(value, ReportingDate):
            value = when_of(value)
        return value if isinstance(value, str) else value.slug


class SuffixConverter:
    regex = r"(?:\.(?:xlsx|csv|json))?"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class EndingConverter(SuffixConverter):
    """Of a page whose own address has another name."""

    regex = r"\.(?:xlsx|csv|json)"


class CodeConverter:
    """An office's code right before an ending, of which it takes as little as it can."""

    regex = r"[^/]+?"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class MeasureConverter:
    """What a sum is of, or what is made of sums."""

    regex = "|".join((*MEASURES, *DERIVED))

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python
