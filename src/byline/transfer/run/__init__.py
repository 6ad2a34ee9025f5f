"""What all imports share: the loop, what is unchanged, the ledger, the proof, the report."""
