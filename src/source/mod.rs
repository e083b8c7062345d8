//! From files to dispatches. Knows no index.
