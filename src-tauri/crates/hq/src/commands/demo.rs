//! A demonstration, and how to get into it.

use hq::make_demonstration;
use serde_json::json;

use super::{Outcome, Place};

/// Makes it, or goes on with the one that is there.
pub async fn run(place: Place, account: &str, password: Option<String>, json: bool) -> Outcome {
    let state = place.open().await?;
    let password = password.unwrap_or_else(|| hq::new_token()[..16].to_owned());
    let made = make_demonstration(&state, account, &password).await?;
    if json {
        let person = |(name, code): &(String, String)| json!({ "name": name, "first_code": code });
        let told = json!({
            "code": made.code, "account": made.account, "password": made.password, "branch": made.branch,
            "people": made.people.iter().map(person).collect::<Vec<_>>(),
        });
        println!("{told}");
    } else {
        println!("enrolment   {}\naccount     {}\npassword    {}", made.code, made.account, made.password);
        for (name, code) in &made.people {
            println!("first code  {code} ({name})");
        }
    }
    Ok(())
}
