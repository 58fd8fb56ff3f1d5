"""What becomes of a status from system to system: tables composed, backwards to the source and forwards."""
