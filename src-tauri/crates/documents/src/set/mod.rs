//! What papers are set from: a head, fields, tables, promises, notices and places to sign, on one sheet.

pub(crate) mod answering;
pub(crate) mod drawn;
pub(crate) mod field;
pub(crate) mod foot;
pub(crate) mod head;
pub(crate) mod known;
pub(crate) mod look;
pub(crate) mod money_lines;
pub(crate) mod part;
pub(crate) mod promises;
pub(crate) mod setter;
pub(crate) mod sheet;
pub(crate) mod table;
