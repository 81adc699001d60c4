"""Words: what rooms say as keys and facts becomes sentences of one language.

One catalogue a language, as data (``zh.toml``, ``en.toml``): every sentence, label and meaning under its key, and how
the language writes numbers, money and lists. A third language is one more file.
"""

from __future__ import annotations

from cluster_planner.words._catalogue import Catalogue, Lang, languages, read_catalogue
from cluster_planner.words._errors import word_error
from cluster_planner.words._speaker import Speaker, speaker

__all__ = ["Catalogue", "Lang", "Speaker", "languages", "read_catalogue", "speaker", "word_error"]
