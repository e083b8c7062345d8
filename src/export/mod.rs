//! Hit lists: one file a format.
