//! The person's own picture of an account: chosen in a dialog, made small by the process that decodes
//! pictures, kept in the vault.

use std::path::Path;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use scan::{IconFormat, Worker};
use tauri::{Runtime, WebviewWindow};
use vault::{AccountId, Edit, PICTURE_MAX, PICTURE_SIDE, Picture};

use crate::{
    accounts::find,
    app::{App, Core, now},
    wire::AppError,
};

/// Asks for a picture with the system's dialog; false when the person cancels.
///
/// # Errors
/// As [`Core::set_picture`].
pub async fn choose<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
    account: String,
) -> Result<bool, AppError> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("choose-account-picture-title"))
        .add_filter(
            app.words("choose-picture-filter"),
            &["png", "jpg", "jpeg", "webp", "bmp", "gif"],
        );
    let Some(file) = dialog.pick_file().await else {
        return Ok(false);
    };
    let path = file.path().to_owned();
    app.blocking(move |core| core.set_picture(&account, &path))
        .await?;
    Ok(true)
}

impl Core {
    /// Gives an account the picture in a file.
    ///
    /// # Errors
    /// No such account; `not_a_picture`, `picture_too_large` and the like.
    pub fn set_picture(&self, account: &str, file: &Path) -> Result<(), AppError> {
        let id = AccountId::from(account);
        self.with_vault(|vault| find(vault, &id).map(|_| ()))?;
        let file = scan::read_file(file)?;
        let icon = Worker::start()?.icon(&file, PICTURE_SIDE, PICTURE_MAX)?;
        let format = match icon.format {
            IconFormat::Png => "png",
            IconFormat::Jpeg => "jpeg",
        };
        let address = format!("data:image/{format};base64,{}", STANDARD.encode(icon.bytes));
        let picture = Picture::of_address(address);
        let picture = picture.ok_or_else(|| AppError::new("unreadable_picture"))?;
        self.change_picture(&id, Some(picture))
    }

    /// Takes the picture of an account away.
    ///
    /// # Errors
    /// No such account.
    pub fn drop_picture(&self, account: &str) -> Result<(), AppError> {
        self.change_picture(&account.into(), None)
    }

    fn change_picture(&self, id: &AccountId, picture: Option<Picture>) -> Result<(), AppError> {
        let edit = Edit {
            picture: Some(picture),
            ..Edit::default()
        };
        self.change(|vault| vault.edit(id, edit, now().seconds()))
    }
}
