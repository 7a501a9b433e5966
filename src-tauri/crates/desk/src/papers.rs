//! Papers saved as files where there is no printer, and taken away again when their ticket is to be forgotten.

use std::{fs, io, path::PathBuf};

use crate::{Desk, DeskError};

impl Desk {
    /// Saves a paper beside the others, under its ticket's number or another name.
    pub(crate) fn save_paper(&self, name: &str, copy: u32, pdf: &[u8]) -> io::Result<PathBuf> {
        let suffix = if copy == 0 { String::new() } else { format!("-copy{copy}") };
        self.save_beside_papers(&format!("{name}{suffix}.pdf"), pdf)
    }

    /// Saves a file in the folder of papers; its name begins with its ticket's number.
    pub(crate) fn save_beside_papers(&self, file: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let folder = self.inner.folders.papers();
        fs::create_dir_all(&folder)?;
        let path = folder.join(file);
        // Whole or not there: half a paper looks like one until somebody opens it.
        let beside = path.with_extension("part");
        if let Err(error) = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, &path)) {
            // It was never a paper, and the next one is written over it if it cannot be removed now.
            let _ = fs::remove_file(&beside);
            return Err(error);
        }
        Ok(path)
    }

    /// Deletes the saved papers of tickets that were to be forgotten.
    pub(crate) fn delete_forgotten_papers(&self) -> Result<(), DeskError> {
        let forgotten = self.inner.store.read(store::Snapshot::list_forgotten_numbers)?;
        let forgotten: Vec<String> = forgotten.iter().map(ToString::to_string).collect();
        if forgotten.is_empty() {
            return Ok(());
        }
        let papers = match fs::read_dir(self.inner.folders.papers()) {
            Ok(papers) => papers.flatten(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(DeskError::Paper(error)),
        };
        for paper in papers {
            let name = paper.file_name();
            let name = name.to_string_lossy();
            if forgotten.iter().any(|number| name.starts_with(number.as_str())) {
                fs::remove_file(paper.path()).map_err(DeskError::Paper)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::{EpochId, EventId, Fact, Hlc, Kind};
    use protocol::{Head, Keys, Line, NO_HASH};

    use crate::{Folders, PartyForm, TicketForm, TicketSheet, desk::tests::practice_desk};

    use super::*;

    #[test]
    fn the_papers_of_a_forgotten_ticket_go_and_the_others_stay() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { data: home.path().join("data"), state: home.path().join("state") };
        let desk = practice_desk(&folders);
        let form = TicketForm {
            kind: Kind::Enquiry,
            sender: PartyForm { phone: "13800138000".to_owned(), ..PartyForm::default() },
            story: "几点关门?".to_owned(),
            ..TicketForm::default()
        };
        let mut sheets = (0..2).map(|_| {
            let draft = desk.start_draft().unwrap();
            desk.open_ticket(draft.id, &form).unwrap();
            desk.ticket(draft.id).unwrap()
        });
        let (one, other) = (sheets.next().unwrap(), sheets.next().unwrap());
        let name = |sheet: &TicketSheet| sheet.ticket.number.to_string();
        let gone = [
            desk.save_paper(&name(&one), 0, b"%PDF").unwrap(),
            desk.save_paper(&name(&one), 1, b"%PDF").unwrap(),
        ];
        let stays = desk.save_paper(&name(&other), 0, b"%PDF").unwrap();

        desk.delete_forgotten_papers().unwrap();
        assert!(gone.iter().all(|paper| paper.exists()), "nobody was to be forgotten yet");
        forget(&desk, &one);
        desk.delete_forgotten_papers().unwrap();

        assert!(!gone.iter().any(|paper| paper.exists()));
        assert!(stays.exists());
    }

    /// Headquarters' order, as its feed brings it.
    fn forget(desk: &Desk, sheet: &TicketSheet) {
        let (now, place) = (desk.now(), desk.place().unwrap());
        let head = Head {
            id: EventId::new(now.unix_ms() as u64, [1; 10]),
            branch: place.branch_id(),
            device: place.headquarters,
            epoch: EpochId::from_bytes([3; 16]),
            seq: 1,
            prev: NO_HASH,
            wall: now,
            hlc: Hlc::new(now, 0),
            author: None,
            ticket: Some(sheet.ticket.id),
            after: Vec::new(),
            policy: desk.policy().version().clone(),
        };
        let line =
            Line::write(head, &Fact::TicketForgotten, Keys { ticket: None, branch: None }, [4; 24]).unwrap();
        desk.inner.store.write(|tx| tx.append_from_feed(&line, 1, None)).unwrap();
    }
}
