"""Where articles come from: a path, a stream; each source is a function that returns articles."""
