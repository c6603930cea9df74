//! The help: articles as plain text in a few kinds of blocks, never as markup.

use serde::{Deserialize, Serialize};

incoming! {
    /// Looks for articles; nothing lists all of them.
    pub struct Help {
        /// What was typed.
        pub query: String,
    }

    /// Asks for one article.
    pub struct HelpArticle {
        /// From a `HelpHitView`, or known to the page.
        pub id: String,
    }
}

out! {
    /// What fits, the best first.
    pub struct HelpView {
        /// The articles.
        pub found: Vec<HelpHitView>,
        /// Nothing fits: what was found holds for any site.
        pub is_advice: bool,
    }

    /// One article in a list.
    pub struct HelpHitView {
        /// Names it in `help_article`.
        pub id: String,
        /// Its title.
        pub title: String,
        /// What it is about.
        pub summary: String,
    }

    /// An article.
    pub struct ArticleView {
        /// The same in both languages.
        pub id: String,
        /// Its title.
        pub title: String,
        /// All of it but the title.
        pub blocks: Vec<BlockView>,
    }

    /// A part of an article.
    #[serde(tag = "kind", rename_all_fields = "camelCase")]
    pub enum BlockView {
        /// The title of a section.
        Heading {
            /// Plain text.
            text: String,
        },
        /// A paragraph.
        Paragraph {
            /// Plain text.
            text: String,
        },
        /// What to do, one after another.
        Steps {
            /// Plain texts.
            items: Vec<String>,
        },
        /// Points without an order.
        List {
            /// Plain texts.
            items: Vec<String>,
        },
        /// A picture of our own window, which the page has.
        Picture {
            /// The name of its file, without folder and ending.
            name: String,
            /// What it shows.
            alt: String,
        },
    }

    /// The portal that an account is of.
    pub struct PortalView {
        /// How people call it.
        pub name: String,
        /// The id of its article.
        pub article: String,
    }
}
