"""Talking to Pagefind's indexer, one process for one index.

Pagefind ships a Python interface, but it fetches one answer in 0.1 s, so 2,000 pages
take minutes; and its command line numbers the pages in the order in which the disk
lists them, which no two machines share. Its service mode (``--service``) has neither
fault: messages are JSON in base64, each ended by a comma, answered in order.

Files are taken as bytes from the answer. When the service writes files itself it answers
before the last of them is on the disk.
"""

from __future__ import annotations

import base64
import binascii
import json
import subprocess
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

from bansac.errors import OutputError

Message = Mapping[str, object]

_CHUNK = 1 << 20


def index_files(messages: Iterable[Message], *, config: Message, binary: Path | None = None) -> dict[str, bytes]:
    """Build one index and return its files.

    Args:
        messages: What to index, e.g. ``{"type": "AddFile", …}`` without ``index_id``.
        config: Settings of the index, e.g. ``{"force_language": "vi"}``.
        binary: The indexer; by default the one of the installed package.

    Returns:
        The bytes of every file, by its path below the index's folder.

    Raises:
        OutputError: The indexer is missing, refuses a message or stops.
    """
    requests: list[Message] = [{"type": "NewIndex", "config": dict(config)}]
    requests += [{**message, "index_id": 0} for message in messages]
    requests.append({"type": "GetFiles", "index_id": 0})
    answers = _converse([_encode(number, request) for number, request in enumerate(requests)], binary=binary)
    return {
        file["path"].replace("\\", "/"): base64.b64decode(file["content"])
        for file in sorted(answers[-1]["files"], key=lambda file: str(file["path"]))
    }


def _converse(requests: list[bytes], *, binary: Path | None) -> list[dict[str, Any]]:
    program = binary or get_executable()
    if program is None:
        raise OutputError("search_engine", found="pagefind[extended]")
    try:
        process = subprocess.Popen(  # noqa: S603  # our own dependency, with no argument from outside
            [str(program), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise OutputError("search_engine", found=error) from error
    if process.stdin is None or process.stdout is None:  # never with PIPE; tells the type checker so
        raise OutputError("search_engine", found=program)
    # Answers fill the pipe while requests are still being sent; a closed input ends the service at once.
    sender = threading.Thread(target=_send, args=(process.stdin, requests), daemon=True)
    try:
        sender.start()
        return _receive(process.stdout, count=len(requests))
    finally:
        process.kill()
        process.wait()
        sender.join()
        process.stdout.close()
        with suppress(OSError):
            process.stdin.close()


def _send(stream: IO[bytes], requests: list[bytes]) -> None:
    with suppress(OSError):  # the process is gone; the reader reports it
        for request in requests:
            stream.write(request)
        stream.flush()


def _receive(stream: IO[bytes], *, count: int) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    rest: list[bytes] = []
    while len(answers) < count:
        chunk = stream.read1(_CHUNK)  # type: ignore[attr-defined]  # a pipe is buffered
        if not chunk:
            raise OutputError("search_engine", found="the indexer stopped")
        *complete, last = chunk.split(b",")
        for part in complete:
            answers.append(_decode(b"".join([*rest, part])))
            rest = []
        rest.append(last)
    return answers


def _encode(number: int, payload: Message) -> bytes:
    text = json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)
    return base64.b64encode(text.encode()) + b","


def _decode(data: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(base64.b64decode(data))["payload"]
    except (binascii.Error, ValueError, KeyError, TypeError) as error:
        raise OutputError("search_engine", found=data[:80].decode("latin-1")) from error
    if answer.get("type") == "Error":
        raise OutputError("search_engine", found=answer.get("message"))
    return answer
