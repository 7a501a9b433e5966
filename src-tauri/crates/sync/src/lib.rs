//! How logs travel: the plan, which touches nothing, and the courier that carries it out.

mod address;
mod courier;
mod days;
mod feed;
mod headquarters;
mod network;
mod pace;
mod photos;
mod plan;
mod pushing;
mod run;
mod trouble;
mod updates;

pub use address::*;
pub use courier::*;
pub use headquarters::{Headquarters, UploadStands};
pub use network::*;
pub use pace::*;
pub use plan::*;
pub use pushing::signed_push;
pub use run::*;
pub use trouble::*;
