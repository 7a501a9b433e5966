//! What headquarters asks of a session of PostgreSQL, whatever its server, database or role have set.

use domain::UnitLevel;
use hq::UnitForm;

use crate::place::TestHq;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_waits_for_the_disk_and_for_what_is_stricter() {
    let hq = TestHq::over(true, |config| config).await;
    let database = hq.database.as_ref().unwrap();
    // Told by whoever writes in its transaction.
    database.sql(
        "CREATE TABLE seen (value text);
         CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             INSERT INTO seen SELECT current_setting('synchronous_commit'); RETURN NULL;
         END $$;
         CREATE TRIGGER see AFTER INSERT ON units EXECUTE FUNCTION see();",
    );
    for (set, seen) in [("off", "on"), ("local", "local"), ("on", "on"), ("remote_apply", "remote_apply")] {
        database.sql(&format!(
            "DO $$ BEGIN
                 EXECUTE format('ALTER DATABASE %I SET synchronous_commit = {set}', current_database());
             END $$"
        ));
        let form = UnitForm {
            level: UnitLevel::Region,
            name: set.into(),
            parent: Some(hq.top),
            letter: None,
            branch: None,
        };
        hq.beside().await.add_unit(form).await.unwrap();
        assert_eq!(database.sql("SELECT value FROM seen"), seen, "{set}");
        database.sql("DELETE FROM seen");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_has_time_to_be_written() {
    let hq = TestHq::over(true, |config| config).await;
    // Told by whoever reads in its transaction.
    hq.database.as_ref().unwrap().sql(
        "ALTER TABLE settings RENAME TO set;
         CREATE VIEW settings AS SELECT * FROM set UNION ALL SELECT name, setting FROM pg_settings
         WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout')",
    );
    let folder = tempfile::tempdir().unwrap();
    hq.state.backup(folder.path()).await.unwrap();
    let copy = rusqlite::Connection::open(folder.path().join("headquarters.sqlite")).unwrap();
    for name in ["statement_timeout", "idle_in_transaction_session_timeout"] {
        let value = copy
            .query_row("SELECT value FROM settings WHERE name = ?", [name], |row| row.get::<_, String>(0));
        assert_eq!(value.unwrap(), "0", "{name}");
    }
}
