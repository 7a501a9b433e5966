//! Printers, spoken to by IPP.
