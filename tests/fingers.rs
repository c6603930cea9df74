//! A person who has a keyboard and nothing else: real key events of the X server. The page is only read.

use std::time::{Duration, Instant};

use fantoccini::Client;
use serde_json::Value;

use crate::{desktop::Desktop, page::PATIENCE};

/// More presses of Tab than any view has places.
const MOST_TABS: usize = 60;

/// The keyboard in front of one window.
pub struct Fingers<'a> {
    desktop: &'a Desktop,
    window: &'a Client,
}

impl<'a> Fingers<'a> {
    /// Without a window manager the keys go where the pointer has come in: it is moved until they do, and stays.
    pub async fn on(desktop: &'a Desktop, window: &'a Client) -> Self {
        let hand = Self { desktop, window };
        hand.script("addEventListener('keydown', () => { document.reached = true; }, { once: true, capture: true })")
            .await;
        let start = Instant::now();
        while hand.script("return document.reached === true").await != true {
            assert!(start.elapsed() < PATIENCE, "keys do not reach the window");
            for x in ["200", "210"] {
                desktop.output("xdotool", &["mousemove", x, "676"]);
            }
            desktop.output("xdotool", &["key", "Shift_L"]);
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        hand
    }

    /// Presses a key, by its X name, e.g. `ctrl+comma`; the focus is somewhere afterwards.
    pub async fn press(&self, key: &str) {
        self.desktop.output("xdotool", &["key", key]);
        self.expect_focus(key).await;
    }

    /// Types letters where the focus is.
    pub async fn write(&self, text: &str) {
        self.desktop
            .output("xdotool", &["type", "--delay", "30", text]);
        self.expect_focus(text).await;
    }

    /// Replaces what stands in the field that has the focus.
    pub async fn rewrite(&self, text: &str) {
        self.press("ctrl+a").await;
        self.write(text).await;
        self.until("the field has the text", || async {
            self.script("return document.activeElement.value").await == text
        })
        .await;
    }

    /// Goes on with Tab to the element of this test id.
    pub async fn tab_to(&self, id: &str) {
        self.tab_until(id, |focus| focus == id).await;
    }

    /// Goes on with Tab until the place is the right one.
    pub async fn tab_until(&self, what: &str, is_there: impl Fn(&str) -> bool) {
        let mut passed = Vec::new();
        for _ in 0..MOST_TABS {
            let focus = self.focus().await;
            if is_there(&focus) {
                return;
            }
            passed.push(focus);
            self.press("Tab").await;
        }
        panic!("Tab does not lead to {what}, but to {passed:?}");
    }

    /// Waits until the focus is on the element of this test id.
    pub async fn expect_on(&self, id: &str) {
        let start = Instant::now();
        loop {
            let focus = self.focus().await;
            if focus == id {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "the focus should be on {id} and is on {focus}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What has the focus: its test id, else its id, else its name or text.
    pub async fn focus(&self) -> String {
        let place = self.script(
            "const it = document.activeElement;
             if (it === null || it === document.body) return '';
             return it.dataset.testid || it.id || it.ariaLabel || it.textContent.trim() || it.tagName;",
        );
        place.await.as_str().unwrap_or_default().to_owned()
    }

    /// What a script reads in the page.
    pub async fn script(&self, script: &str) -> Value {
        let read = self.window.execute(script, Vec::new()).await;
        read.unwrap_or_default()
    }

    /// Waits until something is so.
    pub async fn until<F: Future<Output = bool>>(&self, what: &str, is_so: impl Fn() -> F) {
        let start = Instant::now();
        while !is_so().await {
            assert!(
                start.elapsed() < PATIENCE,
                "{what}: not so, with the focus on \"{}\" and \"{}\" searched for",
                self.focus().await,
                self.script("return [document.getElementById('search')?.value, document.querySelector('main')?.innerText.slice(0, 300)].join()").await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// After an action the focus is on something that can be seen, in front of everything else.
    async fn expect_focus(&self, action: &str) {
        let script = "
            const it = document.activeElement;
            if (it === null || it === document.body) return 'nothing has the focus';
            const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
            if (dialog !== undefined && !dialog.contains(it)) return it.outerHTML.slice(0, 80) + ' is under a sheet';
            if (!it.checkVisibility({ visibilityProperty: true })) return it.outerHTML.slice(0, 80) + ' is not drawn';
            const { left, top, right, bottom } = it.getBoundingClientRect();
            const inside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
            return inside ? '' : it.outerHTML.slice(0, 80) + ' is out of sight';";
        let start = Instant::now();
        let mut trouble = String::from("the window does not answer");
        // What answers only after the vault is saved moves the focus then. A window that a lock replaces says nothing.
        while start.elapsed() < Duration::from_secs(5) {
            match self.window.execute(script, Vec::new()).await {
                Ok(said) => said.as_str().unwrap_or_default().clone_into(&mut trouble),
                Err(error) if error.is_no_such_window() => return,
                Err(_) => {}
            }
            if trouble.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("after {action}: {trouble}");
    }
}
