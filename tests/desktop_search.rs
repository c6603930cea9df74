//! Accounts in the search of the desktop: GNOME Shell and KRunner as they call us on a real bus, the real
//! window behind it.

use std::{collections::HashMap, fs, path::Path};

use serde_json::json;
use zbus::{
    blocking::{Connection, Proxy, connection::Builder, fdo::DBusProxy},
    zvariant::OwnedValue,
};

use crate::{
    desktop::{Desktop, wait_until},
    page::{PATIENCE, add_by_hand, ask, back, click, close, find, open_settings, switch_to_new},
};

const SECRET: &str = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK";
const NAME: &str = "app.propusk.Propusk";

/// What a file of the package tells the desktop: the value of `key`.
fn packaged(file: &str, key: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/linux");
    let text = fs::read_to_string(folder.join(file)).expect("a file of the package");
    let value = |line: &str| Some(line.strip_prefix(key)?.strip_prefix('=')?.to_owned());
    text.lines().find_map(value).expect("the key")
}

struct Search {
    bus: Connection,
}

impl Search {
    fn on(desktop: &Desktop) -> Self {
        let connect = || Builder::address(desktop.bus())?.build();
        Self {
            bus: connect().expect("the session bus"),
        }
    }

    fn is_answered(&self) -> bool {
        let bus = DBusProxy::new(&self.bus).expect("the bus");
        let name = NAME.try_into().expect("a name");
        bus.name_has_owner(name).expect("an answer")
    }

    fn gnome(&self) -> Proxy<'_> {
        let file = "app.propusk.Propusk.search-provider.ini";
        let (name, path) = (packaged(file, "BusName"), packaged(file, "ObjectPath"));
        Proxy::new(&self.bus, name, path, "org.gnome.Shell.SearchProvider2").expect("a proxy")
    }

    fn krunner(&self) -> Proxy<'_> {
        let file = "app.propusk.Propusk.krunner.desktop";
        let name = packaged(file, "X-Plasma-DBusRunner-Service");
        let path = packaged(file, "X-Plasma-DBusRunner-Path");
        Proxy::new(&self.bus, name, path, "org.kde.krunner1").expect("a proxy")
    }

    fn gnome_finds(&self, words: &[&str]) -> Vec<String> {
        self.gnome()
            .call("GetInitialResultSet", &(words,))
            .expect("an answer")
    }

    fn metas(&self, ids: &[String]) -> Vec<HashMap<String, OwnedValue>> {
        self.gnome()
            .call("GetResultMetas", &(ids,))
            .expect("an answer")
    }

    fn krunner_finds(&self, query: &str) -> Vec<Match> {
        self.krunner().call("Match", &(query,)).expect("an answer")
    }
}

type Match = (
    String,
    String,
    String,
    i32,
    f64,
    HashMap<String, OwnedValue>,
);

/// What is on the clipboard, if it is a code.
fn copied(desktop: &Desktop) -> Option<String> {
    let text = desktop.try_output("xclip", &["-selection", "clipboard", "-o"])?;
    (text.len() == 6 && text.bytes().all(|it| it.is_ascii_digit())).then_some(text)
}

fn empty_clipboard(desktop: &Desktop) {
    crate::clipboard::copy_text(desktop, "nothing of ours");
    wait_until("the clipboard is another's", PATIENCE, || {
        copied(desktop).is_none()
    });
}

/// No six digits in a row, whatever stands around them.
fn tells_no_code(said: &str) -> bool {
    let digits = said.split(|it: char| !it.is_ascii_digit());
    digits.into_iter().all(|run| run.len() != 6)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desktop_finds_accounts_only_if_the_person_wishes_and_copies_what_is_chosen() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let window = desktop.open_window().await;
    add_by_hand(&window, "Госуслуги", "ivan", SECRET).await;
    // The code may be handed over at any moment of its period.
    ask(&window, "change_settings", json!({"guardSeconds": 0})).await;
    let search = Search::on(&desktop);
    assert!(!search.is_answered(), "off at first");
    open_settings(&window).await;
    click(&window, "desktop-search").await;
    wait_until("it is answered", PATIENCE, || search.is_answered());
    back(&window).await;

    // GNOME Shell; also in Latin letters, as the window finds it.
    for words in [&["госу"][..], &["gosu"], &["ivan", "госус"]] {
        assert_eq!(search.gnome_finds(words).len(), 1, "{words:?}");
    }
    assert!(search.gnome_finds(&["почта"]).is_empty());
    assert!(
        search.gnome_finds(&["г"]).is_empty(),
        "a letter alone tells no names"
    );
    let ids = search.gnome_finds(&["госуслуги"]);
    let narrowed: Vec<String> = search
        .gnome()
        .call("GetSubsearchResultSet", &(&ids, &["госуслуги"][..]))
        .expect("an answer");
    assert_eq!(narrowed, ids);
    let metas = search.metas(&ids);
    let said = format!("{metas:?}").replace(&ids[0], "");
    assert!(
        said.contains("Госуслуги ivan") && tells_no_code(&said),
        "{said}"
    );
    empty_clipboard(&desktop);
    let chosen = (&ids[0], &["госуслуги"][..], 0_u32);
    search
        .gnome()
        .call::<_, _, ()>("ActivateResult", &chosen)
        .expect("an answer");
    wait_until("its code is copied", PATIENCE, || {
        copied(&desktop).is_some()
    });

    // KRunner.
    let found = search.krunner_finds("госуслуги");
    let said = format!("{found:?}").replace(&found[0].0, "");
    assert!(
        said.contains("Госуслуги ivan") && tells_no_code(&said),
        "{said}"
    );
    empty_clipboard(&desktop);
    search
        .krunner()
        .call::<_, _, ()>("Run", &(&found[0].0, ""))
        .expect("an answer");
    wait_until("its code is copied", PATIENCE, || {
        copied(&desktop).is_some()
    });

    // Nothing behind the lock, neither names nor codes.
    let known = window.windows().await.expect("windows");
    ask(&window, "lock", json!({"anyway": false})).await;
    assert!(search.gnome_finds(&["госуслуги"]).is_empty());
    assert!(search.krunner_finds("госуслуги").is_empty());
    assert!(search.metas(&ids).is_empty());
    empty_clipboard(&desktop);
    search
        .gnome()
        .call::<_, _, ()>("ActivateResult", &chosen)
        .expect("an answer");
    switch_to_new(&window, &known).await;
    find(&window, "lock").await;
    assert!(copied(&desktop).is_none(), "nothing is copied");
    click(&window, "unlock").await;
    find(&window, "card").await;

    // Kept for the next start, and ended with the wish.
    close(window, &desktop).await;
    wait_until("the bus has seen the program end", PATIENCE, || {
        !search.is_answered()
    });
    let window = desktop.open_window().await;
    wait_until("it is answered again", PATIENCE, || search.is_answered());
    find(&window, "card").await;
    open_settings(&window).await;
    click(&window, "desktop-search").await;
    wait_until("it is not answered any more", PATIENCE, || {
        !search.is_answered()
    });
    close(window, &desktop).await;
}
