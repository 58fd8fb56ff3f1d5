"""The nouns: places, contracts, recordings, findings. Values only; nothing here reads or decides."""
