//! Linux and the BSDs: logind on the system bus, screen savers on the session bus.
//!
//! Both conversations take place on one thread, which sleeps until a message comes.

mod logind;
mod screen_saver;

use std::convert::Infallible;
use std::thread;
use std::time::{Duration, Instant};

use async_channel::Sender;
use async_io::Timer;
use futures_lite::future;
use zbus::fdo::DBusProxy;
use zbus::proxy::CacheProperties;
use zbus::{Connection, connection};

use crate::{Source, System, Tell};

/// How long one question to a bus or a service may take.
const ONE_CALL: Duration = Duration::from_secs(2);
/// The first pause before a bus is tried again; each further one is twice as long.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// No pause is longer, and a bus that was there for longer than this is soon tried again.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The watch: its thread ends when this end of the channel is dropped.
pub(crate) struct Freedesktop {
    _alive: Sender<Infallible>,
}

impl System for Freedesktop {
    fn watch(tell: Tell) -> Self {
        let (alive, dropped) = async_channel::bounded::<Infallible>(1);
        let run = move || {
            let until_dropped = async {
                // Nothing is ever sent: what comes is the end of the channel.
                let _ = dropped.recv().await;
            };
            let follow_both = async {
                let logind = keep(async || logind::follow(&tell).await);
                let screen_savers = keep(async || screen_saver::follow(&tell).await);
                future::zip(logind, screen_savers).await;
            };
            async_io::block_on(future::or(until_dropped, follow_both));
        };
        // A system without room for one more thread is told of nothing, like one without a bus.
        let _ = thread::Builder::new().name("absence".to_owned()).spawn(run);
        Self { _alive: alive }
    }

    fn sources() -> Vec<Source> {
        let logind = in_time(logind::sources());
        let screen_savers = in_time(screen_saver::sources());
        let (logind, screen_savers) = async_io::block_on(future::zip(logind, screen_savers));
        [logind, screen_savers].concat()
    }
}

/// What one bus could say in time.
async fn in_time(found: impl Future<Output = Vec<Source>>) -> Vec<Source> {
    let too_late = async {
        Timer::after(ONE_CALL).await;
        Vec::new()
    };
    future::or(found, too_late).await
}

/// Follows a bus again and again: it may not be there yet, or go and come back.
async fn keep(follow: impl AsyncFn() -> zbus::Result<()>) -> Infallible {
    let mut pause = SHORTEST_PAUSE;
    loop {
        let begun = Instant::now();
        // Why it ended makes no difference to what can be done.
        let _ = follow().await;
        if begun.elapsed() > LONGEST_PAUSE {
            pause = SHORTEST_PAUSE;
        }
        Timer::after(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// Connects to a bus and talks to it; all of it on the thread that waits for this.
async fn connected<T>(
    bus: zbus::Result<connection::Builder<'_>>,
    talk: impl AsyncFnOnce(&Connection) -> zbus::Result<T>,
) -> zbus::Result<T> {
    let bus = bus?
        .internal_executor(false)
        .method_timeout(ONE_CALL)
        .build()
        .await?;
    let work = async {
        loop {
            bus.executor().tick().await;
        }
    };
    future::or(talk(&bus), work).await
}

/// The bus itself: match rules and the owners of names. Asking it starts no service.
async fn names(bus: &Connection) -> zbus::Result<DBusProxy<'static>> {
    DBusProxy::builder(bus)
        .cache_properties(CacheProperties::No)
        .build()
        .await
}
