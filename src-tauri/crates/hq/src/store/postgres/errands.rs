//! Errands: projected beside tickets, and compared with the lines that are held.

use async_trait::async_trait;
use deadpool_postgres::{Object, Transaction};
use domain::{BranchId, EventId, TicketId};
use protocol::WrappedKey;
use tokio_postgres::Row;

use super::{
    Postgres, heads, one_state, projections,
    values::{Id, id, uuids},
};
use crate::store::{AnswerToTell, ErrandRow, Errands, ErrandsOf, StoreError, TaskElsewhere, TicketLine};

#[async_trait]
impl Errands for Postgres {
    async fn list_errands_to_give(&self, of: ErrandsOf) -> Result<Vec<TaskElsewhere>, StoreError> {
        let client = self.client().await?;
        let sql = "SELECT task.* FROM tasks_elsewhere AS task
             WHERE NOT EXISTS (SELECT 1 FROM lines
                    WHERE lines.branch_id = task.to_branch_id AND lines.event_id = task.event_id)
                AND NOT EXISTS (SELECT 1 FROM forgotten_tickets AS forgotten
                    WHERE forgotten.branch_id = task.branch_id AND forgotten.ticket_id = task.ticket_id)";
        let rows = rows_of(&client, sql, of, "task.branch_id = $1 AND task.ticket_id = ANY ($2)", "").await?;
        let task = |row: &Row| {
            Ok(TaskElsewhere {
                branch: id(row, "branch_id")?,
                ticket: id(row, "ticket_id")?,
                event: id(row, "event_id")?,
                to: id(row, "to_branch_id")?,
            })
        };
        rows.iter().map(task).collect()
    }

    async fn list_answers_to_tell(&self, of: ErrandsOf) -> Result<Vec<AnswerToTell>, StoreError> {
        let client = self.client().await?;
        let sql = "SELECT answer.* FROM errand_answers AS answer
             JOIN errands AS errand USING (branch_id, ticket_id)
             WHERE NOT EXISTS (SELECT 1 FROM lines
                    WHERE lines.branch_id = errand.from_branch_id AND lines.event_id = answer.event_id)
                AND NOT EXISTS (SELECT 1 FROM forgotten_tickets AS forgotten
                    WHERE forgotten.branch_id = errand.from_branch_id
                        AND forgotten.ticket_id = errand.of_ticket_id)";
        let order = "ORDER BY answer.branch_id, answer.ticket_id, answer.place";
        let named = "answer.branch_id = $1 AND answer.ticket_id = ANY ($2)";
        let rows = rows_of(&client, sql, of, named, order).await?;
        let answer = |row: &Row| {
            Ok(AnswerToTell {
                branch: id(row, "branch_id")?,
                errand: id(row, "ticket_id")?,
                event: id(row, "event_id")?,
            })
        };
        rows.iter().map(answer).collect()
    }

    async fn list_errands_to_forget(&self, of: ErrandsOf) -> Result<Vec<(BranchId, TicketId)>, StoreError> {
        let client = self.client().await?;
        let sql = "SELECT errand.branch_id, errand.ticket_id FROM errands AS errand
             JOIN forgotten_tickets AS forgotten
                ON forgotten.branch_id = errand.from_branch_id AND forgotten.ticket_id = errand.of_ticket_id
             WHERE NOT EXISTS (SELECT 1 FROM forgotten_tickets AS own
                WHERE own.branch_id = errand.branch_id AND own.ticket_id = errand.ticket_id)";
        let named = "errand.from_branch_id = $1 AND errand.of_ticket_id = ANY ($2)";
        let rows = rows_of(&client, sql, of, named, "").await?;
        rows.iter().map(|row| Ok((id(row, "branch_id")?, id(row, "ticket_id")?))).collect()
    }

    async fn errand_log(
        &self,
        branch: BranchId,
        id: TicketId,
    ) -> Result<(Vec<TicketLine>, Option<WrappedKey>), StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        Ok((projections::lines_of_one(&tx, branch, id).await?, heads::key_of(&tx, branch, id).await?))
    }
}

/// The rows of everyone, or those of them that are `named` by branch and tickets.
async fn rows_of(
    client: &Object,
    sql: &str,
    of: ErrandsOf,
    named: &str,
    order: &str,
) -> Result<Vec<Row>, StoreError> {
    let ErrandsOf::Tickets(branch, tickets) = of else {
        let found = client.prepare_cached(&format!("{sql} {order}")).await?;
        return Ok(client.query(&found, &[]).await?);
    };
    let found = client.prepare_cached(&format!("{sql} AND {named} {order}")).await?;
    Ok(client.query(&found, &[&branch.uuid(), &uuids(tickets)]).await?)
}

/// Writes which tasks of tickets another branch is to do.
pub async fn write_tasks(
    tx: &Transaction<'_>,
    branch: BranchId,
    tasks: &[(TicketId, &[(EventId, BranchId)])],
) -> Result<(), StoreError> {
    let all = uuids(tasks.iter().map(|(ticket, _)| *ticket));
    let drop = tx
        .prepare_cached("DELETE FROM tasks_elsewhere WHERE branch_id = $1 AND ticket_id = ANY ($2)")
        .await?;
    tx.execute(&drop, &[&branch.uuid(), &all]).await?;
    for (ticket, tasks) in tasks {
        for (event, to) in *tasks {
            tx.execute(
                "INSERT INTO tasks_elsewhere (branch_id, ticket_id, event_id, to_branch_id) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (branch_id, event_id) DO UPDATE
                 SET ticket_id = EXCLUDED.ticket_id, to_branch_id = EXCLUDED.to_branch_id",
                &[&branch.uuid(), &ticket.uuid(), &event.uuid(), &to.uuid()],
            )
            .await?;
        }
    }
    Ok(())
}

/// Writes an errand, and what answered it.
pub async fn write(tx: &Transaction<'_>, branch: BranchId, errand: &ErrandRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO errands (branch_id, ticket_id, from_branch_id, of_ticket_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (branch_id, ticket_id) DO UPDATE
         SET from_branch_id = EXCLUDED.from_branch_id, of_ticket_id = EXCLUDED.of_ticket_id",
        &[&branch.uuid(), &errand.id.uuid(), &errand.from.uuid(), &errand.of.uuid()],
    )
    .await?;
    for (event, place) in errand.answers.iter().zip(0_i64..) {
        tx.execute(
            "INSERT INTO errand_answers (branch_id, ticket_id, event_id, place) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            &[&branch.uuid(), &errand.id.uuid(), &event.uuid(), &place],
        )
        .await?;
    }
    Ok(())
}
