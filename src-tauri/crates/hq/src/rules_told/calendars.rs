//! Which days are worked, year by year.

use domain::{Calendar, CalendarYear, Policy};

use super::{
    TableTold, table,
    words::{both, bracketed, list, nothing, plain, spans},
};

pub fn tables(policy: &Policy) -> Vec<TableTold> {
    // Where there is one, nobody needs its name.
    let is_alone = policy.calendars().len() == 1;
    let years = policy.calendars().iter().flat_map(|calendar| {
        let years = calendar.years().iter();
        years.map(move |(year, days)| row(calendar, is_alone, *year, days))
    });
    let columns = &["year", "holidays", "make_up_days", "standing", "source"];
    vec![table("calendars", columns, years)]
}

fn row(
    calendar: &Calendar,
    is_alone: bool,
    year: i32,
    days: &CalendarYear,
) -> (String, [domain::Bilingual; 5]) {
    let standing = if days.provisional {
        both("暂定，待公布节假日安排", "provisional until the year's notice is published")
    } else {
        both("已公布", "published")
    };
    let key = format!("{}/{year}", calendar.code());
    let named = both(format!("{year}年"), year.to_string());
    let named = if is_alone { named } else { bracketed(&named, &plain(calendar.code())) };
    let cells = [
        named,
        list(spans(days.off.iter().copied()), nothing()),
        list(spans(days.work.iter().copied()), nothing()),
        standing,
        list(days.sources.iter().map(plain), nothing()),
    ];
    (key, cells)
}
