//! Accounts in the search of the desktop: a search provider of GNOME Shell and a runner of KRunner on the
//! session bus, only if the person wishes it, because any program there may ask for names. A result is a
//! name and never a code; choosing one copies by the same guard as the window. A locked vault finds nothing.

use crate::wire::AppError;

pub use here::{begin_if_wished, turn};

#[cfg(target_os = "linux")]
mod here {
    use std::{collections::HashMap, sync::Arc, thread};

    use tauri::{AppHandle, Manager, Runtime};
    use words::text;
    use zbus::{
        blocking::{Connection, connection::Builder},
        interface,
        zvariant::Value,
    };

    use super::AppError;
    use crate::{
        app::{App, Core, lock},
        enrol, outside, window,
        wire::AccountNameView,
    };

    /// Where desktops look for us; the files of the package say the same.
    const NAME: &str = "app.propusk.Propusk";
    const PROVIDER: &str = "/app/propusk/Propusk/SearchProvider";
    const RUNNER: &str = "/app/propusk/Propusk/Runner";

    /// Nobody chooses among more.
    const MOST: usize = 5;
    /// A letter alone would tell nearly every name.
    const SHORTEST: usize = 2;
    /// How sure KRunner is to be: a possible match, among those of other programs.
    const POSSIBLE: i32 = 30;

    /// What a search can do here.
    struct Desk {
        app: App,
        copy: Box<dyn Fn(&str) + Send + Sync>,
        show: Box<dyn Fn() + Send + Sync>,
    }

    impl Desk {
        fn of<R: Runtime>(handle: &AppHandle<R>) -> Self {
            let (copying, showing) = (handle.clone(), handle.clone());
            Self {
                app: handle.state::<App>().inner().clone(),
                copy: Box::new(move |id| outside::copy(&copying, id.into())),
                show: Box::new(move || {
                    let handle = showing.clone();
                    let _ = showing.run_on_main_thread(move || {
                        window::bring(&handle, None);
                    });
                }),
            }
        }

        fn core(&self) -> &Core {
            self.app.core()
        }

        /// Nothing while the vault is shut.
        fn find(&self, words: &str) -> Vec<AccountNameView> {
            if words.trim().chars().count() < SHORTEST {
                return Vec::new();
            }
            self.core().find_outside(words, MOST).unwrap_or_default()
        }

        fn note(&self) -> String {
            text(self.core().language(), "search-result-note", &[])
        }
    }

    /// <https://developer.gnome.org/documentation/tutorials/search-provider.html>
    struct Provider(Arc<Desk>);

    // The bus hands over what it has read.
    #[allow(clippy::needless_pass_by_value)]
    #[interface(name = "org.gnome.Shell.SearchProvider2")]
    impl Provider {
        fn get_initial_result_set(&self, terms: Vec<String>) -> Vec<String> {
            let found = self.0.find(&terms.join(" ")).into_iter();
            found.map(|account| account.id).collect()
        }

        fn get_subsearch_result_set(
            &self,
            previous: Vec<String>,
            terms: Vec<String>,
        ) -> Vec<String> {
            // Looser spellings may find what the shorter words did not.
            drop(previous);
            self.get_initial_result_set(terms)
        }

        fn get_result_metas(&self, ids: Vec<String>) -> Vec<HashMap<&'static str, Value<'static>>> {
            let named = self.0.core().names_of(&ids).unwrap_or_default();
            let meta = |account: AccountNameView| {
                HashMap::from([
                    ("name", enrol::label(&account.issuer, &account.name).into()),
                    ("description", self.0.note().into()),
                    ("gicon", NAME.into()),
                    ("id", account.id.into()),
                ])
            };
            named.into_iter().map(meta).collect()
        }

        fn activate_result(&self, id: &str, terms: Vec<String>, timestamp: u32) {
            let _ = (terms, timestamp);
            (self.0.copy)(id);
        }

        fn launch_search(&self, terms: Vec<String>, timestamp: u32) {
            let _ = (terms, timestamp);
            (self.0.show)();
        }
    }

    /// <https://develop.kde.org/docs/plasma/krunner/>
    struct Runner(Arc<Desk>);

    /// Id, text, icon, how sure, how relevant, more of it.
    type Match = (
        String,
        String,
        &'static str,
        i32,
        f64,
        HashMap<&'static str, Value<'static>>,
    );

    #[interface(name = "org.kde.krunner1")]
    impl Runner {
        fn actions(&self) -> Vec<(String, String, String)> {
            Vec::new()
        }

        #[zbus(name = "Match")]
        fn matches(&self, query: &str) -> Vec<Match> {
            let found = self.0.find(query).into_iter();
            let one = |(account, place): (AccountNameView, u32)| {
                let label = enrol::label(&account.issuer, &account.name);
                let more = HashMap::from([("subtext", self.0.note().into())]);
                let relevance = 1.0 / f64::from(place);
                (account.id, label, NAME, POSSIBLE, relevance, more)
            };
            found.zip(1..).map(one).collect()
        }

        fn run(&self, id: &str, action: &str) {
            let _ = action;
            (self.0.copy)(id);
        }
    }

    /// Begins to answer searches, or ends it.
    ///
    /// # Errors
    /// `search_failed`: no bus, or another program has our name there.
    pub fn turn<R: Runtime>(handle: &AppHandle<R>, on: bool) -> Result<(), AppError> {
        let state = handle.state::<App>();
        let mut searched = lock(&state.core().searched);
        match (&*searched, on) {
            (None, true) => {
                let answering = answer(Arc::new(Desk::of(handle)));
                *searched = Some(answering.map_err(|_| AppError::new("search_failed"))?);
            }
            (Some(_), false) => {
                // The bus forgets us with the connection, however that ends.
                let _ = searched.take().map(Connection::close);
            }
            (Some(_), true) | (None, false) => {}
        }
        Ok(())
    }

    fn answer(desk: Arc<Desk>) -> zbus::Result<Connection> {
        Builder::session()?
            .serve_at(PROVIDER, Provider(Arc::clone(&desk)))?
            .serve_at(RUNNER, Runner(desk))?
            .name(NAME)?
            .build()
    }

    /// As the settings say, at the start of the program. Nobody waits for the bus.
    pub fn begin_if_wished<R: Runtime>(handle: &AppHandle<R>) {
        if lock(&handle.state::<App>().core().settings).desktop_search {
            let handle = handle.clone();
            // Without a bus there is no search either.
            thread::spawn(move || turn(&handle, true));
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod here {
    use tauri::{AppHandle, Runtime};

    use super::AppError;

    /// Other systems have no search that asks a program.
    pub fn turn<R: Runtime>(_handle: &AppHandle<R>, on: bool) -> Result<(), AppError> {
        match on {
            true => Err(AppError::new("search_not_here")),
            false => Ok(()),
        }
    }

    pub fn begin_if_wished<R: Runtime>(_handle: &AppHandle<R>) {}
}
