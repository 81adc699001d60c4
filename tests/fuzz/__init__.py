"""Inputs made by chance: whatever they hold, they end in a plan that keeps its promises or in a refusal in words.

``make fuzz SECONDS=600`` goes on where its log (``build/fuzz.jsonl``) says that the last run stopped. Each case follows
from its kind and its number alone: ``python -m fuzz --only rows:4711`` in ``tests/`` runs one again.
"""
