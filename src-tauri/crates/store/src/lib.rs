//! The counter's SQLite: log, keys, projections, search, drafts and photos.
