"""Which facilities an area lacks, where they would serve most households, and which mode of renewal suits it."""
