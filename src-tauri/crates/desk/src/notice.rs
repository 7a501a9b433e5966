//! The sheet that hangs at the counter: what the policy in force promises, and to whom one can turn.

use documents::notice::{PublicNotice, Section, Topic, title};
use domain::{Act, Document};

use crate::{Desk, DeskError, PaperLanguage, PaperSize, PrintResult, paper_values::words, printing::Paper};

impl Desk {
    /// Prints the public notice from the policy in force.
    pub async fn print_notice(&self, language: PaperLanguage) -> Result<PrintResult, DeskError> {
        let person = self.acting(Act::Print)?.id;
        let place = self.inner.place()?;
        let notice = PublicNotice {
            issue: self.issue(&place, self.now())?,
            sections: self.notice_sections(),
            policy: self.policy().version().as_str().to_owned(),
            in_force: None,
        };
        let laid = documents::notice::lay(&notice, PaperSize::A4.sheet(), language.tongue());
        let name = format!("notice-{}", notice.policy);
        self.print(person, Paper::of_counter(Document::NOTICE, name, language, laid)).await
    }

    fn notice_sections(&self) -> Vec<Section> {
        let policy = self.policy();
        let texts = policy.texts();
        // What the law says stands among its own grounds, word for word.
        let promises = policy.rules().iter().filter(|rule| !rule.by_law && policy.promises_by(&rule.code));
        [
            (Topic::Contact, vec![texts.service_line.clone()]),
            (Topic::OurPromises, promises.map(|rule| rule.citation.clone()).collect()),
            (Topic::ByLaw, texts.legal_grounds.clone()),
            (Topic::Appeal, vec![texts.rights_line.clone(), texts.regulator_line.clone()]),
            (Topic::PersonalData, vec![texts.privacy_line.clone()]),
        ]
        .into_iter()
        .filter(|(_, paragraphs)| !paragraphs.is_empty())
        .map(|(topic, paragraphs)| Section {
            title: title(topic),
            paragraphs: paragraphs.iter().map(words).collect(),
            citation: None,
        })
        .collect()
    }
}
