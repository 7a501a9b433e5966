//! The rows behind a paper, for a spreadsheet: the same words and figures, a record a row, under one line of headings.
//!
//! A spreadsheet takes a text that begins with an equals sign for a formula and carries it out. Nothing here is one: a
//! workbook has texts as texts, and in CSV such a text gets an apostrophe before it, as people write it by hand.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

use crate::moment::Moment;

/// What stands in one place of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// How many.
    Count(u64),
    /// An amount, in fen; shown in yuan.
    Fen(i64),
    /// A day, or a minute of it, as the clock on the wall had it.
    Moment(Moment),
}

/// Headings and rows, all of one length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// What the sheet is called.
    pub title: String,
    /// What stands over each place.
    pub headings: Vec<String>,
    /// The records.
    pub records: Vec<Vec<Entry>>,
}

/// Why rows could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RowsError {
    /// More than a sheet can hold, or a text that none can.
    #[error("the rows do not fit into a workbook")]
    Workbook(#[from] XlsxError),
    /// There was no room for the text.
    #[error("the rows could not be written")]
    Text(#[from] csv::Error),
}

impl Rows {
    /// As text with commas, in UTF-8 with the mark that spreadsheets know it by.
    pub fn csv(&self) -> Result<Vec<u8>, RowsError> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.headings.iter().map(|heading| harmless(heading)))?;
        for record in &self.records {
            writer.write_record(record.iter().map(text_of))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()).into())
    }

    /// As a workbook with one sheet, its headings held in sight.
    pub fn xlsx(&self) -> Result<Vec<u8>, RowsError> {
        let bold = Format::new().set_bold();
        let money = Format::new().set_num_format("#,##0.00");
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let minute = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&self.title))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, heading) in (0_u16..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, heading, &bold)?;
        }
        for (row, record) in (1_u32..).zip(&self.records) {
            for (column, entry) in (0_u16..).zip(record) {
                match entry {
                    Entry::Empty => {}
                    Entry::Text(text) => drop(sheet.write_string(row, column, text)?),
                    Entry::Count(count) => drop(sheet.write_number(row, column, *count as f64)?),
                    Entry::Fen(fen) => {
                        sheet.write_number_with_format(row, column, *fen as f64 / 100.0, &money)?;
                    }
                    Entry::Moment(at) => {
                        let (at, format) = match at.time {
                            None => (date(at)?, &day),
                            Some((hour, minutes)) => (date(at)?.and_hms(hour.into(), minutes, 0)?, &minute),
                        };
                        sheet.write_datetime_with_format(row, column, &at, format)?;
                    }
                }
            }
        }
        sheet.autofit();
        Ok(workbook.save_to_buffer()?)
    }
}

fn date(at: &Moment) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(at.year).unwrap_or(u16::MAX), at.month, at.day)
}

fn text_of(entry: &Entry) -> String {
    match entry {
        Entry::Empty => String::new(),
        Entry::Text(text) => harmless(text),
        Entry::Count(count) => count.to_string(),
        Entry::Fen(fen) => format!("{}.{:02}", fen / 100, (fen % 100).abs()),
        Entry::Moment(at) => {
            let day = format!("{:04}-{:02}-{:02}", at.year, at.month, at.day);
            at.time.map_or(day.clone(), |(hour, minute)| format!("{day} {hour:02}:{minute:02}"))
        }
    }
}

/// The text, so that no spreadsheet takes it for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        return format!("'{text}");
    }
    text.to_owned()
}

/// Sheets have short names without a few signs.
fn sheet_name(title: &str) -> String {
    const LONGEST: usize = 31;
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(LONGEST).collect();
    if name.is_empty() { "1".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use crate::moment::Weekday;

    use super::*;

    fn rows(records: Vec<Vec<Entry>>) -> Rows {
        Rows {
            title: "日结单 [2026/11]".to_owned(),
            headings: vec!["单号".to_owned(), "金额".to_owned()],
            records,
        }
    }

    #[test]
    fn no_text_becomes_a_formula() {
        let told = ["=1+1", "+86138", "-5", "@SUM(A1)", "\t=1", "＝1+1", "普通的话, \"引号\"\n第二行"];
        let records =
            told.iter().map(|text| vec![Entry::Text((*text).to_owned()), Entry::Fen(-105)]).collect();
        let csv = String::from_utf8(rows(records).csv().unwrap()).unwrap();
        assert!(csv.starts_with("\u{feff}单号,金额\r\n"), "{csv:?}");
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (text, record) in told.iter().zip(&read) {
            let expected = if text.starts_with("普通") { (*text).to_owned() } else { format!("'{text}") };
            assert_eq!((&record[0], &record[1]), (expected.as_str(), "-1.05"));
        }
    }

    #[test]
    fn a_workbook_has_texts_as_texts_and_amounts_as_numbers() {
        let at = Moment { year: 2026, month: 11, day: 21, weekday: Weekday::Saturday, time: Some((14, 35)) };
        let record = vec![
            Entry::Text("=1+1".to_owned()),
            Entry::Fen(150_000),
            Entry::Moment(at),
            Entry::Empty,
            Entry::Count(3),
        ];
        let xlsx = rows(vec![record]).xlsx().unwrap();
        assert!(xlsx.starts_with(b"PK"));
    }
}
