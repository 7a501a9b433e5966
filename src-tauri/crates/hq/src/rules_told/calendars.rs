//! Which days are worked, year by year.

use domain::{Calendar, CalendarYear, Policy};

use super::{
    TableTold, table,
    words::{both, list, nothing, plain, spans},
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    let years = policy
        .calendars()
        .iter()
        .flat_map(|calendar| calendar.years().iter().map(move |(year, days)| row(calendar, *year, days)));
    let columns = &["year", "holidays", "make_up_days", "standing", "source"];
    vec![table("calendars", columns, years)]
}

fn row(calendar: &Calendar, year: i32, days: &CalendarYear) -> (String, [domain::Bilingual; 5]) {
    let standing = if days.provisional {
        both("暂定，待公布节假日安排", "provisional until the year's notice is published")
    } else {
        both("已公布", "published")
    };
    let key = format!("{}/{year}", calendar.code());
    let named = both(format!("{year}年（{}）", calendar.code()), format!("{year} ({})", calendar.code()));
    let cells = [
        named,
        list(spans(days.off.iter().copied()), nothing()),
        list(spans(days.work.iter().copied()), nothing()),
        standing,
        list(days.sources.iter().map(plain), nothing()),
    ];
    (key, cells)
}
