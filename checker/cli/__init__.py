"""Arguments to the pipeline, its report to the terminal and to files, its verdict to an exit code."""
