//! Photos: sniffed, decoded within limits, prepared, thumbnailed.
