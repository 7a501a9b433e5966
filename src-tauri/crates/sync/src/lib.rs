//! How logs travel: the plan, and the client that carries it out.

mod address;
mod courier;
mod feed;
mod http;
mod pace;
mod run;
mod standing;
mod trouble;

pub use address::*;
pub use courier::*;
pub use http::*;
pub use pace::*;
pub use run::*;
pub use standing::*;
pub use trouble::*;
