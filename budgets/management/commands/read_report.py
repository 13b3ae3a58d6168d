from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from budgets.reading import shelf
from budgets.reading.report import NotAReport, read


class Command(BaseCommand):
    help = "업무보고의 텍스트를 읽어 fixtures/ 아래에 Django fixture로 씁니다."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="보고서.txt")
        parser.add_argument("--into", type=Path, default=settings.BASE_DIR / "fixtures")
        parser.add_argument("--office", default="", help="실국 이름 (표지에 없을 때)")
        parser.add_argument("--key", default="", help="문서 기호, 예: 2024-03 (날짜가 없을 때)")

    def handle(self, *, files, into, office, key, **options):
        if len(files) > 1 and (office or key):
            raise CommandError("--office 와 --key 는 보고서 하나를 읽을 때만 씁니다.")
        reports = [self._read(file, office, key) for file in files]
        keys = [report.document.key for report in reports]
        if len(set(keys)) < len(keys):
            raise CommandError(f"같은 문서 기호가 두 번 나옵니다: {', '.join(sorted(keys))}")
        written = shelf.put(reports, into)
        for report in reports:
            self._say(report)
        self.stdout.write(f"{into}: {', '.join(written) or '바뀐 것 없음'}")

    def _read(self, file: Path, office: str, key: str):
        try:
            # newline="": the hash and the line numbers are those of the file itself.
            with file.open(encoding="utf-8-sig", newline="") as text:
                return read(text.read(), office=office, key=key)
        except FileNotFoundError:
            raise CommandError(f"{file}: 파일이 없습니다.") from None
        except UnicodeDecodeError:
            raise CommandError(f"{file}: UTF-8 텍스트가 아닙니다.") from None
        except NotAReport as reason:
            self._name(reason.problems, file.name)
            raise CommandError(f"{file}: {reason}") from None

    def _say(self, report):
        figures = sum(len(sheet.rows) for sheet in report.sheets)
        self.stdout.write(
            f"{report.document.key} {report.document.office}: 세부사업 {figures}행, "
            f"인력 {len(report.heads)}칸, 인쇄값 {len(report.claims)}개"
        )
        self._name(report.problems, report.document.key)

    def _name(self, problems, where: str):
        for problem in problems:
            self.stderr.write(f"  {where}:{problem.place} {problem.words}")
