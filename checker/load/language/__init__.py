"""The contract language, a module a chapter: from trees of nodes to the nouns of the model."""
