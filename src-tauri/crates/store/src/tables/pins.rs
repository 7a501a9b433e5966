//! How people show at this counter who they are: their PINs, hashed, and how often one was wrong.

use domain::{Instant, PersonId};
use rusqlite::{Row, named_params};

use crate::{
    Result, Snapshot, Tx,
    columns::{Columns, integer},
};

/// What is kept of a person's PIN.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pin {
    /// Its PHC string; none before they choose one.
    pub phc: Option<String>,
    /// The PHC string of headquarters' first code that was used last: each is used once.
    pub first_code: Option<String>,
    /// Whether a manager has let them choose one.
    pub is_let: bool,
    /// Wrong ones since the last right one.
    pub wrong: u64,
    /// When the last wrong one was tried.
    pub tried_at: Option<Instant>,
}

impl Snapshot {
    /// A person's PIN; none of who never had one here, never tried, and was not let choose one.
    pub fn find_pin(&self, person: PersonId) -> Result<Option<Pin>> {
        let mut find = self.connection.prepare_cached(
            "SELECT phc, first_code, is_let, wrong, tried_at FROM pins WHERE person = :person",
        )?;
        let mut rows = find.query(named_params! { ":person": person.as_bytes() })?;
        rows.next()?.map(pin).transpose()
    }

    /// Whether anybody at this counter has a PIN.
    pub fn has_pins(&self) -> Result<bool> {
        let mut find =
            self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM pins WHERE phc IS NOT NULL)")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }
}

impl Tx {
    /// Keeps what there is of a person's PIN now.
    pub fn set_pin(&self, person: PersonId, pin: &Pin) -> Result<()> {
        let mut put = self.connection.prepare_cached(
            "INSERT INTO pins (person, phc, first_code, is_let, wrong, tried_at)
             VALUES (:person, :phc, :first_code, :is_let, :wrong, :tried_at)
             ON CONFLICT (person) DO UPDATE SET
                 phc = excluded.phc, first_code = excluded.first_code, is_let = excluded.is_let,
                 wrong = excluded.wrong, tried_at = excluded.tried_at",
        )?;
        put.execute(named_params! {
            ":person": person.as_bytes(),
            ":phc": pin.phc,
            ":first_code": pin.first_code,
            ":is_let": pin.is_let,
            ":wrong": integer(pin.wrong),
            ":tried_at": pin.tried_at.map(|at| at.to_string()),
        })?;
        Ok(())
    }
}

fn pin(row: &Row<'_>) -> Result<Pin> {
    Ok(Pin {
        phc: row.column("phc")?,
        first_code: row.column("first_code")?,
        is_let: row.column("is_let")?,
        wrong: row.column("wrong")?,
        tried_at: row.column("tried_at")?,
    })
}
