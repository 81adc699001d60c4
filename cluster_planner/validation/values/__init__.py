"""What cells say: numbers, years, texts, ids and names, read and compared."""
