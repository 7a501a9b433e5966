//! Headquarters as counters and browsers meet it: the router over a real database in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../cluster/mod.rs"]
mod cluster;

mod audit_rows;
mod backing_up;
mod bodies;
mod bucket;
mod carrying;
#[cfg(unix)]
mod config_command;
mod counter;
mod customer_page;
mod customer_rating;
mod enrolling;
mod errands;
mod facts;
mod feeding;
mod finding;
mod forgetting;
mod limits;
mod logging;
mod moving;
mod nodes;
mod page_accounts;
mod page_audit;
mod page_carry_over;
mod page_deciding;
mod page_decisions;
mod page_devices;
mod page_investigating;
mod page_kin;
mod page_policies;
mod page_scope;
mod page_second_step;
mod page_services;
mod page_sign_in;
mod page_sign_in_at_once;
mod page_ticket;
mod photos_going;
mod place;
mod policy_command;
mod pushing;
mod receiver;
mod recovering;
mod regions;
#[cfg(unix)]
mod release_command;
mod releases;
mod remembering;
mod restoring;
mod services;
mod sessions;
mod uploading;
mod verifying;
mod watching;
mod webhooks;
mod wechat;
