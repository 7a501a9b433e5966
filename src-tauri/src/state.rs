//! The desk behind the commands: which one it is, and how it came to be.
//!
//! The real desk is held as long as the app runs, because its lock keeps a second app away. Beside it there may be the
//! practice desk, in folders of its own; while it is there, it is the one that commands speak to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use desk::{Desk, Folders, NoHome, RecoverError, Surroundings, ThisMachine};
use tauri::async_runtime;
use tokio::sync::{Notify, watch};

use crate::{
    SETTLING,
    customer::Customer,
    error::CommandError,
    follow, install,
    news::News,
    taken_out::TakenOut,
    views::{AppState, PrinterState, SyncState},
};

/// What the app holds while it runs. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct Shell {
    inner: Arc<Inner>,
}

struct Inner {
    folders: Result<Folders, CommandError>,
    enrolment_code: Option<String>,
    tell: Box<dyn Fn(News) + Send + Sync>,
    standing: watch::Sender<Standing>,
    /// Why the code given at the start did not enrol the desk.
    enrolment_failure: Mutex<Option<CommandError>>,
    told: Mutex<Told>,
    telling: tokio::sync::Mutex<()>,
    taken_out: TakenOut,
    look_at_printer: Notify,
    customer: Customer,
}

#[derive(Clone)]
enum Standing {
    Opening,
    Open(Desks),
    Shut {
        why: CommandError,
        /// Whether the screens know; asking once more is then a wish to try again.
        is_told: bool,
    },
}

#[derive(Clone)]
struct Desks {
    real: Desk,
    practice: Option<Desk>,
}

/// What the screens were told last, so that they hear only of changes.
#[derive(Default)]
struct Told {
    app: Option<AppState>,
    sync: Option<SyncState>,
    printer: Option<PrinterState>,
}

impl Desks {
    fn current(&self) -> &Desk {
        self.practice.as_ref().unwrap_or(&self.real)
    }
}

impl Shell {
    /// A shell whose desk is still to be opened. `enrolment_code` enrols it when it is not; `tell` reaches the screens.
    pub fn new(
        folders: Result<Folders, NoHome>,
        enrolment_code: Option<String>,
        tell: impl Fn(News) + Send + Sync + 'static,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                folders: folders.map_err(CommandError::from),
                enrolment_code,
                tell: Box::new(tell),
                standing: watch::Sender::new(Standing::Opening),
                enrolment_failure: Mutex::default(),
                told: Mutex::default(),
                telling: tokio::sync::Mutex::default(),
                taken_out: TakenOut::default(),
                look_at_printer: Notify::new(),
                customer: Customer::default(),
            }),
        }
    }

    /// Opens the desk. What keeps it from opening is what every command then answers.
    pub async fn open(&self) {
        let standing = match self.opened().await {
            Ok(desks) => Standing::Open(desks),
            Err(error) => {
                tracing::error!(code = error.code, "the desk did not open: {}", error.message);
                Standing::Shut { why: error, is_told: false }
            }
        };
        self.inner.standing.send_replace(standing);
    }

    /// Why the desk is not open. Who asks again tries again: the disk may have room now, or the other app may be gone.
    pub async fn failure(&self) -> Option<CommandError> {
        let tries_again = self.inner.standing.send_if_modified(|standing| {
            let was_told = matches!(standing, Standing::Shut { is_told: true, .. });
            if was_told {
                *standing = Standing::Opening;
            }
            was_told
        });
        if tries_again {
            self.open().await;
        }
        let failure = self.desks().await.err()?;
        self.inner.standing.send_modify(|standing| {
            if let Standing::Shut { is_told, .. } = standing {
                *is_told = true;
            }
        });
        Some(failure)
    }

    async fn opened(&self) -> Result<Desks, CommandError> {
        let folders = self.inner.folders.clone()?;
        let real = opened(folders.clone()).await?;
        follow::desk(self.clone(), &real);
        if let Err(error) = real.answer_at_door() {
            // The command line then says that the app runs and does not answer.
            tracing::warn!(%error, "there is no door to the command line");
        }
        match (real.place(), &self.inner.enrolment_code) {
            (Some(_), _) => self.start_courier_soon(&real),
            (None, Some(code)) => match real.enrol(code).await {
                Ok(_) => self.start_courier(&real)?,
                Err(error) => {
                    tracing::warn!(
                        code = error.code(),
                        "the code given at the start did not enrol this counter"
                    );
                    self.set_enrolment_failure(Some(error.into()));
                }
            },
            (None, None) => {}
        }
        // Who was practising goes on practising.
        let practised = real.place().is_none() && folders.for_practice().database().exists();
        let practice = if practised { self.practice_of(&folders).await.map(Some) } else { Ok(None) };
        let practice = practice.unwrap_or_else(|error| {
            tracing::warn!(code = error.code, "the practice desk did not open again");
            None
        });
        Ok(Desks { real, practice })
    }

    /// The desk that is worked at now, for whoever has shown who they are.
    pub async fn unlocked_desk(&self) -> Result<Desk, CommandError> {
        self.at_desk(|desk| Ok::<_, CommandError>(desk.clone())).await
    }

    /// The desk that is worked at now, as soon as it is open, locked or not.
    pub async fn desk(&self) -> Result<Desk, CommandError> {
        Ok(self.desks().await?.current().clone())
    }

    async fn desks(&self) -> Result<Desks, CommandError> {
        let mut standing = self.inner.standing.subscribe();
        let settled = standing.wait_for(|standing| !matches!(standing, Standing::Opening)).await;
        match &*settled.expect("the shell holds the sender") {
            Standing::Open(desks) => Ok(desks.clone()),
            Standing::Shut { why, .. } => Err(why.clone()),
            Standing::Opening => unreachable!("this was waited out"),
        }
    }

    /// Carries out one use case for whoever has shown who they are, where it may wait for the disk, so that the window never
    /// does.
    pub async fn at_desk<T, E>(
        &self,
        act: impl FnOnce(&Desk) -> Result<T, E> + Send + 'static,
    ) -> Result<T, CommandError>
    where
        T: Send + 'static,
        E: Into<CommandError> + Send + 'static,
    {
        let act = |desk: &Desk| {
            desk.refuse_locked()?;
            act(desk).map_err(Into::into)
        };
        self.at_any_desk::<T, CommandError>(act).await
    }

    /// The same at a locked desk too.
    pub async fn at_any_desk<T, E>(
        &self,
        act: impl FnOnce(&Desk) -> Result<T, E> + Send + 'static,
    ) -> Result<T, CommandError>
    where
        T: Send + 'static,
        E: Into<CommandError> + Send + 'static,
    {
        let desk = self.desk().await?;
        async_runtime::spawn_blocking(move || act(&desk)).await?.map_err(Into::into)
    }

    /// Everything the frame of the screens needs.
    pub async fn app_state(&self) -> Result<AppState, CommandError> {
        let state = self.at_any_desk(AppState::of).await?;
        let failure = self.inner.enrolment_failure.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let desks = self.desks().await?;
        let may_end_practice = desks.practice.is_some() && desks.real.place().is_some();
        Ok(AppState { may_end_practice, enrolment_failure: failure, ..state })
    }

    /// Makes this installation a counter of a branch; practice ends with it.
    pub async fn enrol(&self, code: &str) -> Result<(), CommandError> {
        let desks = self.desks().await?;
        desks.real.enrol(code).await?;
        if let Some(practice) = &desks.practice {
            desks.real.change_settings(practice.settings()?)?;
        }
        self.set_enrolment_failure(None);
        self.start_courier(&desks.real)?;
        self.stand(Desks { real: desks.real, practice: None }).await;
        self.end_customer().await;
        Ok(())
    }

    /// Takes this installation's data over with headquarters' code, where its keys are lost, and opens the desk.
    pub async fn recover(&self, code: &str) -> Result<(), CommandError> {
        let folders = self.inner.folders.clone()?;
        if self.desks().await.is_ok() {
            return Err(RecoverError::NothingLost.into());
        }
        Desk::recover(folders, Arc::new(ThisMachine), code).await?;
        self.open().await;
        self.desks().await.map(drop)
    }

    /// Puts the new version that is ready in place of this one, and ends this one.
    pub async fn install_update(&self) -> Result<(), CommandError> {
        let then = self.at_desk(|desk| install::install(&desk.verified_update()?, &install::way())).await?;
        self.tell(News::Installed(then));
        Ok(())
    }

    /// Opens the practice desk beside the real one and works at it.
    pub async fn start_practice(&self) -> Result<(), CommandError> {
        let desks = self.desks().await?;
        if desks.practice.is_some() {
            return Ok(());
        }
        desks.real.refuse_locked()?;
        let practice = self.practice_of(desks.real.folders()).await?;
        practice.change_settings(desks.real.settings()?)?;
        // Nobody comes back to it without showing who they are.
        desks.real.lock();
        self.stand(Desks { real: desks.real, practice: Some(practice) }).await;
        Ok(())
    }

    /// Goes back from practice to the counter itself.
    pub async fn end_practice(&self) -> Result<(), CommandError> {
        let desks = self.desks().await?;
        if desks.practice.is_some() && desks.real.place().is_none() {
            return Err(desk::DeskError::NotEnrolled.into());
        }
        self.stand(Desks { real: desks.real, practice: None }).await;
        Ok(())
    }

    async fn practice_of(&self, folders: &Folders) -> Result<Desk, CommandError> {
        let practice = opened(folders.for_practice()).await?;
        practice.start_practice()?;
        follow::desk(self.clone(), &practice);
        Ok(practice)
    }

    /// Works at these desks from now on, and lets the screens know.
    async fn stand(&self, desks: Desks) {
        self.inner.standing.send_replace(Standing::Open(desks));
        self.tell(News::Tickets);
        self.tell_changes().await;
    }

    /// Sends the courier on the way once the window stands.
    fn start_courier_soon(&self, desk: &Desk) {
        let (shell, desk) = (self.clone(), desk.clone());
        async_runtime::spawn(async move {
            tokio::time::sleep(SETTLING).await;
            if let Err(error) = shell.start_courier(&desk) {
                tracing::error!(code = error.code, "the courier could not set out");
            }
        });
    }

    fn start_courier(&self, desk: &Desk) -> Result<(), CommandError> {
        // The task ends by itself with the desk.
        desk.start_courier()?;
        Ok(())
    }

    /// Tells the screens what is no longer as they were told last.
    pub(crate) async fn tell_changes(&self) {
        // One after another: what was read last is told last.
        let _turn = self.inner.telling.lock().await;
        let app = self.app_state().await;
        let sync = self.at_any_desk(|desk| desk.sync_state().map(SyncState::from)).await;
        match app.and_then(|app| Ok((app, sync?))) {
            Ok((app, sync)) => {
                if app.is_locked {
                    self.end_customer().await;
                }
                let mut told = self.told();
                if told.app.as_ref() != Some(&app) {
                    told.app = Some(app.clone());
                    self.tell(News::App(Box::new(app)));
                }
                if told.sync.as_ref() != Some(&sync) {
                    told.sync = Some(sync.clone());
                    self.tell(News::Sync(sync));
                }
            }
            Err(error) => tracing::warn!(code = error.code, "what changed at the desk could not be read"),
        }
    }

    /// Looks at the printer, and tells the screens where it is no longer as they were told last.
    pub async fn look_at_printer(&self) -> Result<PrinterState, CommandError> {
        let desk = self.desk().await?;
        let state = PrinterState::from(desk.printer().await);
        let mut told = self.told();
        if told.printer.as_ref() != Some(&state) {
            told.printer = Some(state.clone());
            self.tell(News::Printer(state.clone()));
        }
        Ok(state)
    }

    /// Asks for a look at the printer soon, as after a print.
    pub fn look_at_printer_soon(&self) {
        self.inner.look_at_printer.notify_one();
    }

    /// Waits until somebody asks for a look at the printer.
    pub(crate) async fn printer_is_asked_for(&self) {
        self.inner.look_at_printer.notified().await;
    }

    pub(crate) fn tell(&self, news: News) {
        (self.inner.tell)(news);
    }

    fn set_enrolment_failure(&self, failure: Option<CommandError>) {
        *self.inner.enrolment_failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.inner.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn customer(&self) -> &Customer {
        &self.inner.customer
    }

    /// The photos that were taken out of drafts of late.
    pub fn taken_out(&self) -> &TakenOut {
        &self.inner.taken_out
    }
}

async fn opened(folders: Folders) -> Result<Desk, CommandError> {
    let around: Arc<dyn Surroundings> = Arc::new(ThisMachine);
    Ok(async_runtime::spawn_blocking(move || Desk::open(folders, around)).await??)
}
