//! What a person has to know: portal profiles, look-alike names, drawings of services, help articles. All of
//! it is data in this crate; nothing here asks a network.
#![forbid(unsafe_code)]

mod articles;
mod both;
mod drawing;
mod look_alike;
mod markdown;
mod portal;
mod portal_article;
mod search;

pub use articles::{Article, article, articles};
pub use both::InBoth;
pub use drawing::drawing_of;
pub use look_alike::{LookAlike, look_alike};
pub use markdown::{Block, Refused};
pub use portal::{Codes, Lifetimes, Portal, any_site, portal, portal_of, portals};
pub use portal_article::{article_of, password_rules};
pub use search::{Hit, Rank, search};
