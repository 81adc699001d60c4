"""A ledger joined to the places of its communities."""
