"""Schema of ``content/banner.yml``: one message on every page, with the fields of GOV.UK's emergency banner."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo, field_validator

from bansac.schema.common import Entry, Instant, LocaleCode, Text, has_source_text
from bansac.weblinks import checked_target

BannerClass = Literal["national-emergency", "local-emergency", "notable-death", "important", "information"]
"""What kind of message it is; the first three are GOV.UK's own classes."""

Target = Annotated[
    str,
    StringConstraints(pattern=r"^(?:https://[^\s\"'<>\\]+|mailto:[^\s\"'<>\\]+|tel:\+?[0-9-]+|/[a-z0-9/-]*(?:\.md)?(?:#[a-z0-9-]+)?)$"),
    AfterValidator(checked_target),
]
"""Where the link leads: a page of the site, as links in pages are written, or an address elsewhere."""

Heading = Annotated[dict[LocaleCode, Annotated[Text, StringConstraints(max_length=120)]], AfterValidator(has_source_text)]
Paragraph = Annotated[dict[LocaleCode, Annotated[Text, StringConstraints(max_length=600)]], AfterValidator(has_source_text)]
LinkText = Annotated[dict[LocaleCode, Annotated[Text, StringConstraints(max_length=80)]], AfterValidator(has_source_text)]


class BannerLink(Entry):
    """Where a reader learns more."""

    url: Target
    text: LinkText


class Banner(Entry):
    """One message."""

    class_: BannerClass = Field(alias="class")
    heading: Heading
    text: Paragraph | None = None
    link: BannerLink | None = None
    from_: Instant = Field(alias="from")
    """The instant from which it is shown; names it in feeds as well."""
    until: Instant | None = None
    """The instant from which it is no longer shown; without it, until the file is removed."""
    updated: Instant | None = None
    """The instant of the last change of what it says, for feeds."""

    @field_validator("until")
    @classmethod
    def _ends_after_it_begins(cls, until: dt.datetime | None, others: ValidationInfo) -> dt.datetime | None:
        begin = others.data.get("from_")
        if until is not None and begin is not None and until <= begin:
            raise ValueError("until_before_from")
        return until
