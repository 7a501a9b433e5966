//! Asking for a new version of the program, and fetching its file. What it is worth the desk decides.

use crate::{Courier, Heard, Program, Trouble, Wanted};

/// Fetched at once: on a slow line a minute or two, for which a new line would wait.
const PART_BYTES: u64 = 1_024 * 1_024;

impl Courier {
    pub(crate) async fn ask_for_update(&self, program: &Program) -> Result<Heard, Trouble> {
        let answer = self.headquarters.update(self.token(), program).await;
        let wanted = match answer {
            Ok(answer) => tokio::task::block_in_place(|| self.host.update_told(answer.release))?,
            // One that knows nothing of updates has none, and one in trouble may have some later.
            Err(trouble) if trouble.is_a_refusal() || trouble.is_at_headquarters() => {
                tracing::info!(%trouble, "headquarters says nothing of a new version");
                None
            }
            Err(trouble) => return Err(trouble),
        };
        Ok(Heard::Update { wanted, at: self.host.now() })
    }

    pub(crate) async fn fetch_update(&self, wanted: Wanted) -> Result<Heard, Trouble> {
        let to = wanted.held.saturating_add(PART_BYTES).min(wanted.size);
        match self.headquarters.release_part(self.token(), wanted.sha256, wanted.held..to).await {
            Ok(part) => {
                let keep = || self.host.update_came(wanted.sha256, wanted.held, &part);
                Ok(Heard::UpdatePart(tokio::task::block_in_place(keep)?))
            }
            // All else is delivered, and goes on being so.
            Err(trouble) if trouble.is_a_refusal() || trouble.is_at_headquarters() => {
                tracing::warn!(%trouble, "headquarters does not give out a new version");
                let code = match &trouble {
                    Trouble::Refused { code } | Trouble::AtHeadquarters { code } => code.as_str(),
                    _ => "",
                };
                tokio::task::block_in_place(|| self.host.update_not_given(code))?;
                Ok(Heard::Update { wanted: None, at: self.host.now() })
            }
            Err(trouble) => Err(trouble),
        }
    }
}
