//! How a claim comes to money, at the counter's window and at headquarters' page, by the names that people read there.

use thirtyfour::Key;

use crate::driver::Window;

impl Window {
    /// Assesses the claim of the ticket on the screen: the loss is proven, and the measure is taken that is proposed.
    pub async fn assess_claim(&self, loss: &str) {
        self.press_with(Key::Alt, 'a').await;
        self.see("dialog[open] #claim-proven").await;
        // Two amounts, one upon the other, would be as quick as a scanner.
        for field in ["#claim-proven", "#claim-actual-loss"] {
            self.click_on(field).await;
            self.compose(loss).await;
        }
        self.wait_for("document.querySelector('.measures')?.getAttribute('aria-busy') === 'false' && document.querySelector('.measure.proposed .fen:not(.lacking)')").await;
        self.click_on(".measure.proposed [role=radio]").await;
    }

    /// Keeps what was assessed.
    pub async fn save_assessment(&self) {
        self.wait_for("document.querySelector('dialog[open] .taking button:last-child:not([disabled])')")
            .await;
        self.press_with(Key::Control, Key::Enter).await;
        self.see_gone("dialog").await;
    }

    /// At headquarters: opens the first case of the queue of decisions.
    pub async fn open_first_case(&self) {
        self.click_on("nav a[href='#/decisions']").await;
        self.click_on("tbody tr a").await;
        self.see(".sides .right").await;
    }

    /// At headquarters: approves the case on the screen; what is asked for stands in figures and capitals first.
    pub async fn approve_case(&self) {
        self.type_in("a").await;
        self.see("dialog[open] .capitals").await;
    }

    /// At headquarters: says yes to what is asked.
    pub async fn confirm_decision(&self) {
        self.press_with(Key::Control, Key::Enter).await;
        self.see_gone("dialog").await;
        self.see(".told .banner.good").await;
    }

    /// The customer accepts what was decided.
    pub async fn customer_accepts(&self) {
        self.see("#claim-decision .answer").await;
        self.click_on("#claim-decision .answer [id$=-accept]").await;
        self.see("#claim-decision .answer textarea").await;
        self.press_with(Key::Control, Key::Enter).await;
        self.see("#claim-pay form").await;
    }

    /// Pays all of it in cash, to the sender.
    pub async fn pay_in_cash(&self) {
        // While a paper is on its way nothing else is done to its ticket.
        self.wait_for("document.querySelector('#claim-pay form button.main:not([disabled])')").await;
        self.press_with(Key::Alt, 'p').await;
        self.wait_for("document.activeElement?.closest('#claim-pay form')").await;
        self.press_with(Key::Control, Key::Enter).await;
        self.see_gone("#claim-pay form").await;
    }
}
