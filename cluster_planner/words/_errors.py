"""An error in words: what is wrong, in which rows, and what to do."""

from __future__ import annotations

import re

from cluster_planner.errors import ClusterPlannerError
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

# In an address, however its scheme is spelt: what stands between the name of a user and the host, or after a key.
_OF_USER = re.compile(r"((?:[\w+.-]+:/{0,2}|//)[^\s:/@]*):(?!\*\*\*)[^\s/]+@(?=[\w\[*])")
_OF_KEY = re.compile(r"((?:password|passwd|pwd|pass)=)[^&\s'\"]+", re.IGNORECASE)


def word_error(error: ClusterPlannerError, lang: Lang) -> str:
    """Return problem, rows and remedy of an error as one text in the language of the reader, without passwords."""
    return without_passwords(speaker(lang).write(error.said))


def without_passwords(text: str) -> str:
    """Return a text with asterisks in place of the passwords in its addresses.

    Examples
    --------
    >>> without_passwords("postgre://me:secret@host/db?password=x")
    'postgre://me:***@host/db?password=***'
    """
    return _OF_KEY.sub(r"\1***", _OF_USER.sub(r"\1:***@", text))
