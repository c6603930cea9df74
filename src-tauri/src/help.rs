//! The help, in the language of the window. It needs no vault.

use guide::{Article, Block, Portal, Rank};
use vault::AccountId;
use words::Language;

use crate::{
    accounts,
    app::Core,
    wire::{AppError, ArticleView, BlockView, HelpHitView, HelpView, PortalView},
};

impl Core {
    /// The articles that fit.
    pub fn help(&self, query: &str) -> HelpView {
        let hits = guide::search(self.language(), query);
        HelpView {
            is_advice: hits.iter().any(|hit| hit.rank == Rank::Advice),
            found: hits.iter().map(|hit| hit_view(hit.article)).collect(),
        }
    }

    /// One article; `None` when there is no such one.
    pub fn help_article(&self, id: &str) -> Option<ArticleView> {
        guide::article(self.language(), id).map(article_view)
    }

    /// The portal that an account is of, when it is a known one.
    ///
    /// # Errors
    /// `account_not_found`; why the vault is not open.
    pub fn portal_of_account(&self, id: &str) -> Result<Option<PortalView>, AppError> {
        let language = self.language();
        self.with_vault(|vault| {
            let account = accounts::find(vault, &AccountId::from(id))?;
            let portal = guide::portal_of(&account.issuer, &account.name);
            Ok(portal.map(|portal| portal_view(portal, language)))
        })
    }
}

/// A portal as the page names it.
pub fn portal_view(portal: &Portal, language: Language) -> PortalView {
    PortalView {
        name: portal.name.of(language).clone(),
        article: portal.id.clone(),
    }
}

fn hit_view(article: &Article) -> HelpHitView {
    HelpHitView {
        id: article.id.clone(),
        title: article.title.clone(),
        summary: article.summary.clone(),
    }
}

fn article_view(article: &Article) -> ArticleView {
    ArticleView {
        id: article.id.clone(),
        title: article.title.clone(),
        blocks: article.blocks.iter().map(block_view).collect(),
    }
}

fn block_view(block: &Block) -> BlockView {
    match block.clone() {
        Block::Heading(text) => BlockView::Heading { text },
        Block::Paragraph(text) => BlockView::Paragraph { text },
        Block::Steps(items) => BlockView::Steps { items },
        Block::List(items) => BlockView::List { items },
        Block::Picture { name, alt } => BlockView::Picture { name, alt },
    }
}
