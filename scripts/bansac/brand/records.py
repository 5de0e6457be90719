"""Reading a YAML file of ``brand/`` by its schema; whatever is wrong becomes one kind of error."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from bansac.errors import BrandError

_Record = TypeVar("_Record")


def read_records(path: Path, adapter: TypeAdapter[_Record]) -> _Record:
    """Read and validate a file.

    Args:
        path: The file, below ``brand/``.
        adapter: The schema of the whole file.

    Raises:
        BrandError: The file is missing, is no YAML or breaks its schema; the reason names the field.
    """
    try:
        return adapter.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise BrandError("bad_brand", path=path, reason=str(error)) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BrandError("bad_brand", path=path, line=line, reason=error.problem or "YAML") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BrandError("bad_brand", path=path, field=place, found=first.get("input"), reason=first["msg"]) from error
