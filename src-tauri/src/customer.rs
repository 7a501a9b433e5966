//! What stands on the customer's window. It is decided here: the window shows what it is sent, and says no more than that
//! its customer finds it right, or what they drew where a signature is asked for.

use std::sync::{Mutex, MutexGuard, PoisonError};

use desk::{DeskError, Signing};
use domain::{Role, Sha256, Signature, SignatureFlaw, SignaturePurpose, TicketId};
use tauri::ipc::Channel;

use crate::{
    error::CommandError,
    news::News,
    state::Shell,
    views::{CustomerPage, CustomerStage, CustomerState, Language, ReadBack},
};

/// What is asked of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    about: TicketId,
    language: Language,
    /// What they sign once they find it right; none of a draft.
    paper: Option<(SignaturePurpose, Role, String)>,
}

impl Asked {
    /// To read a draft.
    pub fn to_read(about: TicketId, language: Language) -> Self {
        Self { about, language, paper: None }
    }

    /// To read a ticket, and then to sign a paper of it by this name.
    pub fn to_sign(
        about: TicketId,
        language: Language,
        purpose: SignaturePurpose,
        role: Role,
        name: String,
    ) -> Self {
        Self { about, language, paper: Some((purpose, role, name)) }
    }
}

/// The customer's window, as far as the shell knows it.
#[derive(Default)]
pub struct Customer(Mutex<Standing>);

struct Standing {
    /// How pages reach the window; none while it is not there.
    pages: Option<Channel<CustomerPage>>,
    /// What it shows; none: nobody's matter.
    page: Option<CustomerPage>,
    stage: CustomerStage,
    asked: Option<Asked>,
    /// The hash of the paper that waits for a signature.
    shown: Option<Sha256>,
    trouble: Option<CommandError>,
}

impl Default for Standing {
    fn default() -> Self {
        Self { pages: None, page: None, stage: CustomerStage::Idle, asked: None, shown: None, trouble: None }
    }
}

impl Shell {
    /// How the customer's window stands.
    pub fn customer_state(&self) -> CustomerState {
        let standing = self.standing_of_customer();
        CustomerState {
            open: standing.pages.is_some(),
            stage: standing.stage,
            about: standing.asked.as_ref().map(|asked| asked.about.to_string()),
            trouble: standing.trouble.clone(),
        }
    }

    /// Opens the window, or closes it. It is there when it follows.
    pub fn open_customer_window(&self, open: bool) {
        self.tell(News::CustomerWindow(open));
    }

    /// The window is there: it is sent what it shows, now and from now on.
    pub async fn follow_counter(&self, pages: Channel<CustomerPage>) {
        self.standing_of_customer().pages = Some(pages);
        self.send_page().await;
    }

    /// The window is gone, and with it what it showed.
    pub fn customer_window_is_gone(&self) {
        *self.standing_of_customer() = Standing::default();
        self.tell(News::Customer(self.customer_state()));
    }

    /// Has a matter read back.
    pub async fn show_to_customer(&self, asked: Asked, matter: ReadBack) -> CustomerState {
        let zone = self.desk().await.map(|desk| desk.zone().to_string()).unwrap_or_default();
        let page = CustomerPage::ReadBack { language: asked.language, zone, matter: Box::new(matter) };
        self.turn_to(CustomerStage::Reading, Some(page), |standing| {
            standing.asked = Some(asked);
            standing.shown = None;
        })
        .await;
        self.customer_state()
    }

    /// Takes everything of anybody's off the window.
    pub async fn end_customer(&self) {
        if self.standing_of_customer().stage == CustomerStage::Idle {
            return;
        }
        self.turn_to(CustomerStage::Idle, None, |standing| {
            standing.asked = None;
            standing.shown = None;
        })
        .await;
    }

    /// The customer finds what they read right, or not. What is right and has a paper is signed next.
    pub async fn customer_answers(&self, is_right: bool) -> Result<(), CommandError> {
        let asked = self.asked_while(CustomerStage::Reading)?;
        let stage = if is_right { CustomerStage::Right } else { CustomerStage::Wrong };
        let page = CustomerPage::Answered { language: asked.language, right: is_right };
        self.turn_to(stage, Some(page), |_| {}).await;
        let Some((purpose, _, name)) = asked.paper.clone().filter(|_| is_right) else { return Ok(()) };
        let (id, language) = (asked.about, asked.language);
        let shown = self.at_desk(move |desk| desk.show_for_signature(id, &purpose, language.into())).await;
        let shown = match shown {
            Ok(shown) => shown,
            Err(error) => return self.stop_customer(&asked, error).await,
        };
        if self.asked_while(CustomerStage::Right)? != asked {
            return Err(nothing_is_asked());
        }
        let page = CustomerPage::Sign { language, pages: shown.pages, name };
        self.turn_to(CustomerStage::Signing, Some(page), |standing| standing.shown = Some(shown.shown)).await;
        Ok(())
    }

    /// The customer has drawn their signature under the paper on their window. What is no signature may be drawn again.
    pub async fn customer_signs(&self, strokes: Vec<Vec<(u16, u16)>>) -> Result<(), CommandError> {
        let asked = self.asked_while(CustomerStage::Signing)?;
        let shown = self.standing_of_customer().shown;
        let (Some((purpose, role, name)), Some(shown)) = (asked.paper.clone(), shown) else {
            return Err(nothing_is_asked());
        };
        let (id, language) = (asked.about, asked.language);
        let signature = Signature { name, strokes };
        let signing = Signing { purpose, language: language.into(), shown, role, signature };
        match self.at_desk(move |desk| desk.sign(id, &signing).map(drop)).await {
            Ok(()) => {
                let page = CustomerPage::Signed { language };
                self.turn_to(CustomerStage::Signed, Some(page), |standing| standing.shown = None).await;
                Ok(())
            }
            Err(error) if error.code == DeskError::Signature(SignatureFlaw::Empty).code() => Err(error),
            Err(error) => self.stop_customer(&asked, error).await,
        }
    }

    /// The customer can do no more; the clerk is told why.
    async fn stop_customer(&self, asked: &Asked, error: CommandError) -> Result<(), CommandError> {
        let page = CustomerPage::Answered { language: asked.language, right: false };
        let told = error.clone();
        self.turn_to(CustomerStage::Wrong, Some(page), |standing| standing.trouble = Some(told)).await;
        Err(error)
    }

    /// What is asked of the customer, while they have come so far and no further.
    fn asked_while(&self, stage: CustomerStage) -> Result<Asked, CommandError> {
        let standing = self.standing_of_customer();
        let asked = standing.asked.clone().filter(|_| standing.stage == stage);
        asked.ok_or_else(nothing_is_asked)
    }

    async fn turn_to(
        &self,
        stage: CustomerStage,
        page: Option<CustomerPage>,
        also: impl FnOnce(&mut Standing),
    ) {
        {
            let mut standing = self.standing_of_customer();
            standing.stage = stage;
            standing.page = page;
            standing.trouble = None;
            also(&mut standing);
        }
        self.send_page().await;
    }

    /// Sends the window what it shows, and tells the clerk.
    async fn send_page(&self) {
        let place = self
            .desk()
            .await
            .ok()
            .and_then(|desk| Some(((&desk.policy().carrier().name).into(), desk.place()?.branch.name)));
        let (carrier, branch) = place.unzip();
        let idle = CustomerPage::Idle { carrier, branch: branch.unwrap_or_default() };
        {
            let mut standing = self.standing_of_customer();
            let page = standing.page.clone().unwrap_or(idle);
            if standing.pages.as_ref().is_some_and(|pages| pages.send(page).is_err()) {
                standing.pages = None;
            }
        }
        self.tell(News::Customer(self.customer_state()));
    }

    fn standing_of_customer(&self) -> MutexGuard<'_, Standing> {
        self.customer().0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A window of ours asks only while something is asked of its customer; this one came late.
fn nothing_is_asked() -> CommandError {
    CommandError::new("nothing_asked", "nothing is asked of the customer now")
}
