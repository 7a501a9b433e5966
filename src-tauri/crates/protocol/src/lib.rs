//! The formats that are for ever: line, chain, seal, signature, number, slip, wire.
