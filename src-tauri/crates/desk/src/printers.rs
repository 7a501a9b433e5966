//! Which printers there are, and which paper goes to which.

use documents::test_page::{self, TestPage};
use domain::{Act, Document};
use peripherals::{Patience, PrintServer, Printer};

use crate::{
    Desk, DeskError, PaperLanguage, PaperSize, PrintResult, paper_values::media_of, printing::Paper,
};

/// What a test page's bar code says.
const TEST_CODE: &str = "SF1234567890123";

/// Where a paper goes: the printers to try, in order.
pub(crate) struct Route {
    /// The printer that was chosen and that the queue does not know.
    pub missing: Option<String>,
    pub printers: Vec<Printer>,
}

impl Desk {
    /// The printers of the queue.
    pub async fn list_printers(&self) -> Result<Vec<Printer>, DeskError> {
        Ok(self.print_server()?.printers().await?)
    }

    /// The printer that receipts go to: the one chosen for them in the settings, else the one for all papers, else the
    /// queue's default.
    pub async fn printer(&self) -> Result<Printer, DeskError> {
        let chosen = self.settings()?.printer_of(&Document::RECEIPT).map(str::to_owned);
        Ok(self.print_server()?.printer(chosen.as_deref()).await?)
    }

    /// Prints a test page at one printer, on the first of the counter's papers that it takes.
    pub async fn print_test_page(
        &self,
        printer: &str,
        language: PaperLanguage,
    ) -> Result<PrintResult, DeskError> {
        let person = self.acting(Act::ChangeSettings)?.id;
        let printer = self.print_server()?.printer(Some(printer)).await?;
        let own = self.settings()?.paper_size;
        let sizes = [own, PaperSize::A5, PaperSize::A4, PaperSize::Roll80, PaperSize::Roll58];
        let size = sizes.into_iter().find(|size| printer.media.takes(media_of(*size, 200))).unwrap_or(own);
        let place = self.inner.place()?;
        let page = TestPage {
            issue: self.issue(&place, self.now())?,
            printer: printer.name.clone(),
            bar_code: TEST_CODE.to_owned(),
        };
        let laid = test_page::lay(&page, size.sheet(), language.tongue());
        let paper = Paper::of_counter(Document::TEST_PAGE, "test-page".to_owned(), language, laid);
        let pdf = documents::pdf(&paper.laid, &self.pdf_facts(&paper.name));
        match self.print_at(person, &paper, &printer, pdf).await? {
            Ok(()) => Ok(PrintResult::Printed { printer: printer.name, copy: 0, instead_of: None }),
            Err(failed) => Err(failed.error.into()),
        }
    }

    /// Where a paper goes. A queue that does not answer has no printers.
    pub(crate) async fn route(&self, document: &Document) -> Result<Route, DeskError> {
        let settings = self.settings()?;
        let chosen = settings.printer_of(document);
        let known = self.print_server()?.printers().await.unwrap_or_default();
        let first = peripherals::pick(&known, chosen);
        let spare = settings.spare_printer.as_deref();
        let spare = known.iter().find(|printer| Some(printer.name.as_str()) == spare);
        let spare = spare.filter(|spare| first.is_none_or(|first| first.name != spare.name));
        let missing = chosen.filter(|_| first.is_none()).map(str::to_owned);
        Ok(Route { missing, printers: first.into_iter().chain(spare).cloned().collect() })
    }

    fn print_server(&self) -> Result<PrintServer, DeskError> {
        match self.inner.around.print_server() {
            Some(address) => Ok(PrintServer::at(&address, Patience::default())?),
            None => Ok(PrintServer::local(Patience::default())),
        }
    }
}
