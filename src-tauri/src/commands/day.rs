//! The counter's day: its figures, and opening, handing over and closing it.

use tauri::State;

use super::{Answer, parsed, printing::told};
use crate::{
    error::CommandError,
    state::Shell,
    views::{
        AppState, CountForm, DayAsked, DayPaper, DayState, PaperLanguage, PaperSize, PrintResult, RowsFormat,
    },
};

/// How this counter's day stands.
#[tauri::command]
#[specta::specta]
pub async fn day_state(shell: State<'_, Shell>) -> Answer<DayState> {
    shell.at_desk(DayState::of).await
}

/// The figures of a day, a week or a month as they would print now.
#[tauri::command]
#[specta::specta]
pub async fn day_paper(
    shell: State<'_, Shell>,
    asked: DayAsked,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<DayPaper> {
    shell.at_desk(move |desk| DayPaper::of(desk, &asked, size, language)).await
}

/// Prints them; where there is no printer they are saved.
#[tauri::command]
#[specta::specta]
pub async fn print_day(
    shell: State<'_, Shell>,
    asked: DayAsked,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let desk = shell.unlocked_desk().await?;
    let account = shell.at_desk(move |desk| asked.account(desk)).await?;
    told(&shell, desk.print_account(&account, size.into(), language.into()).await)
}

/// Saves every ticket behind the figures as a row, and says where.
#[tauri::command]
#[specta::specta]
pub async fn save_day_rows(
    shell: State<'_, Shell>,
    asked: DayAsked,
    format: RowsFormat,
    language: PaperLanguage,
) -> Answer<String> {
    let save = move |desk: &desk::Desk| {
        let account = asked.account(desk)?;
        Ok::<_, CommandError>(desk.save_rows(&account, format.into(), language.into())?)
    };
    Ok(shell.at_desk(save).await?.display().to_string())
}

/// Begins the counter's day.
#[tauri::command]
#[specta::specta]
pub async fn open_day(shell: State<'_, Shell>) -> Answer<DayState> {
    shell.at_desk(|desk| desk.open_day().and_then(|()| DayState::of(desk))).await
}

/// Closes the counter's day with its money counted; headquarters is asked to count the rest.
#[tauri::command]
#[specta::specta]
pub async fn close_day(shell: State<'_, Shell>, counts: Vec<CountForm>) -> Answer<DayState> {
    let counts = counts.into_iter().map(CountForm::read).collect::<Result<Vec<_>, _>>()?;
    shell.unlocked_desk().await?.close_counter(&counts).await?;
    shell.at_desk(DayState::of).await
}

/// Prints what waits for whom; where there is no printer it is saved.
#[tauri::command]
#[specta::specta]
pub async fn print_waiting_list(
    shell: State<'_, Shell>,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_waiting_list(size.into(), language.into()).await)
}

/// Prints what whoever is here took over from somebody, for both to sign.
#[tauri::command]
#[specta::specta]
pub async fn print_hand_over(
    shell: State<'_, Shell>,
    from: String,
    remarks: String,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let from = parsed(&from, "the person's identity")?;
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_hand_over(from, &remarks, size.into(), language.into()).await)
}

/// Gives the counter over to the next person, who shows who they are.
#[tauri::command]
#[specta::specta]
pub async fn hand_over(
    shell: State<'_, Shell>,
    to: String,
    pin: String,
    remarks: String,
) -> Answer<AppState> {
    let to = parsed(&to, "the person's identity")?;
    shell.at_desk(move |desk| desk.hand_over(to, &pin, &remarks)).await?;
    shell.app_state().await
}
