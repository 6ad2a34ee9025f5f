"""What every import has in common: the loop, what is unchanged, the ledger, the proof, the report."""
