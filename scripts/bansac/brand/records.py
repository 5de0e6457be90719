"""Reading a YAML file of ``brand/`` by its schema; whatever is wrong becomes one kind of error."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from bansac.brand.places import line_at, shown_path
from bansac.errors import BrandError

_Record = TypeVar("_Record")


def read_records(path: Path, adapter: TypeAdapter[_Record]) -> _Record:
    """Read and validate a file.

    Args:
        path: The file, below ``brand/``.
        adapter: The schema of the whole file.

    Raises:
        BrandError: The file is missing, is no YAML or breaks its schema; the error names line and field.
    """
    shown = shown_path(path)
    try:
        return adapter.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BrandError("bad_brand", path=shown, reason=reason) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BrandError("bad_brand", path=shown, line=line, reason=error.problem or "YAML") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        line = line_at(path, first["loc"])
        raise BrandError("bad_brand", path=shown, line=line, field=place, found=first.get("input"), reason=first["msg"]) from error
