"""Private rooms of ``make_sample.py``: a synthetic prefecture that carries published totals and no real place."""
