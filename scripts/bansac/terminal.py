"""What people see in a terminal: progress, errors, tables; plain lines in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from bansac.banner import Window
from bansac.errors import BansacError
from bansac.instants import iso
from bansac.model import Model

STEP_NAMES = {
    "read": "Đọc nội dung · Reading content",
    "brand": "Nhận diện · Brand",
    "media": "Hình ảnh · Pictures",
    "pages": "Dựng trang · Rendering pages",
    "cards": "Vẽ thẻ chia sẻ · Drawing cards",
    "search": "Lập chỉ mục · Indexing",
    "feeds": "Nguồn tin · Feeds",
    "compress": "Nén tệp · Compressing",
    "site": "Hoàn tất · Finishing",
    "kits": "Bộ nhận diện · Identity kits",
    "share": "Bộ chia sẻ · Share sets",
    "verify": "So sánh · Comparing",
    "send": "Chuyển tệp · Sending files",
}

WINDOWS = {
    Window.BEFORE: "… thông báo chưa hiện · message not shown yet",
    Window.OPEN: "● thông báo đang hiện · message shown",
    Window.AFTER: "– thông báo đã hết hạn · message over",
}


class Terminal:
    """Prints to standard output, errors to standard error."""

    def __init__(self) -> None:
        self.out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    @property
    def is_live(self) -> bool:
        """Whether a person watches: a terminal that is not CI."""
        return self.out.is_terminal and not os.environ.get("CI")

    def line(self, text: str) -> None:
        """Print one line as it is."""
        self.out.print(Text(text))

    def errors(self, errors: Iterable[BansacError]) -> None:
        """Print every error once, then how many there are."""
        count = 0
        for error in errors:
            count += 1
            head, *rest = str(error).split("\n")
            self._err.print(Text(f"✗ {head}", style="bold red"))
            self._err.print(Text("\n".join(rest)))
            self._err.print()
        self._err.print(Text(f"{count} lỗi · {count} error{'s' if count != 1 else ''}", style="bold red"))

    def warnings(self, warnings: Iterable[BansacError]) -> None:
        """Print warnings, shortly."""
        for warning in sorted(warnings, key=BansacError.sort_key):
            message = warning.message
            self._err.print(Text(f"! {warning.place}: {message.vi} · {message.en}", style="yellow"))

    def scheduled(self, model: Model) -> None:
        """Print what is not published yet and from when it will be, and when the message on every page is shown."""
        for path, instant in model.schedule.waiting.items():
            self.line(f"… {iso(instant)} hẹn đăng · scheduled: {path}")
        if model.banner:
            banner = model.banner.banner
            until = iso(banner.until) if banner.until else "…"
            self.line(f"{WINDOWS[model.banner.window]} {iso(banner.from_)} – {until}: content/banner.yml")

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, int, int], None]]:
        """Show how far a build is: bars for a person, one line a step in CI."""
        if not self.is_live:
            seen: set[str] = set()

            def plain(step: str, done: int, total: int) -> None:
                if done >= total and step not in seen:
                    seen.add(step)
                    self.line(f"{STEP_NAMES[step]}: {total}")

            yield plain
            return
        columns = (TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.out, transient=True) as bars:
            tasks: dict[str, TaskID] = {}

            def live(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = bars.add_task(STEP_NAMES[step], total=total)
                bars.update(tasks[step], completed=done, total=total)

            yield live
