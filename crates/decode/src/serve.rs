//! What the process does: takes pictures from a pipe, tells what stood in them.

use std::io::{Read, Result, Write};
use std::ops::ControlFlow;
use std::process;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use picture::message::{Answer, Order, Source, read, read_bytes, write};
use picture::{Found, Picture, PictureError};
use zeroize::Zeroizing;

use crate::{icon::icon, look_at_file, look_at_pixels, open::Opened, still::still};

type Bytes = Zeroizing<Vec<u8>>;

/// Answers until the app closes its end, and then ends the process at once, also in the middle of a
/// look: the app is gone, or has lost interest.
///
/// # Errors
/// Those of the pipe to the app.
pub fn serve(from_app: impl Read + Send + 'static, mut to_app: impl Write) -> Result<()> {
    write(
        &Answer::Ready(env!("CARGO_PKG_VERSION").to_owned()),
        &mut to_app,
    )?;
    let orders = listen(from_app);
    while let Ok((order, bytes)) = orders.recv() {
        let answer = obey(order, bytes, &orders, &mut to_app)?;
        write(&answer, &mut to_app)?;
    }
    Ok(())
}

/// Reads orders on a thread of its own, which notices the end of the app while a look goes on.
fn listen(mut from_app: impl Read + Send + 'static) -> Receiver<(Order, Bytes)> {
    let (tell, orders) = sync_channel(1);
    thread::spawn(move || {
        let mut next = || -> Result<(Order, Bytes)> {
            let order: Order = read(&mut from_app)?;
            let bytes = read_bytes(order.bytes_behind()?, &mut from_app)?;
            Ok((order, bytes))
        };
        while let Ok(order) = next() {
            if tell.send(order).is_err() {
                break;
            }
        }
        process::exit(0);
    });
    orders
}

fn obey(
    order: Order,
    bytes: Bytes,
    orders: &Receiver<(Order, Bytes)>,
    to_app: &mut impl Write,
) -> Result<Answer> {
    let mut broken = None;
    let mut tell = |seen: &[Found]| {
        let asked = write(&Answer::Seen(seen.to_vec()), to_app);
        match asked.map(|()| orders.recv()) {
            Ok(Ok((Order::GoOn, _))) => ControlFlow::Continue(()),
            Ok(_) => ControlFlow::Break(()),
            Err(error) => {
                broken = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    let answer = match order {
        Order::Look { source, effort } => Answer::Done(match source {
            Source::File(_) => look_at_file(&bytes, effort, &mut tell),
            Source::Pixels(width, height) => picture(width, height, bytes)
                .and_then(|picture| look_at_pixels(&picture, effort, &mut tell)),
        }),
        Order::Still {
            source,
            side,
            hidden,
        } => {
            let picture = match source {
                Source::File(_) => Opened::from_bytes(&bytes).and_then(|file| file.over_white()),
                Source::Pixels(width, height) => picture(width, height, bytes),
            };
            match picture.and_then(|picture| still(&picture, side, &hidden)) {
                Ok(still) => Answer::Still(still),
                Err(error) => Answer::Done(Err(error)),
            }
        }
        Order::Icon { side, most, .. } => {
            let opened = Opened::from_bytes(&bytes);
            match opened.and_then(|file| icon(&file, side, most)) {
                Ok(icon) => Answer::Icon(icon),
                Err(error) => Answer::Done(Err(error)),
            }
        }
        // Nobody was asked anything.
        Order::GoOn | Order::Stop => Answer::Done(Ok(())),
    };
    match broken {
        Some(error) => Err(error),
        None => Ok(answer),
    }
}

fn picture(
    width: u32,
    height: u32,
    mut bytes: Bytes,
) -> std::result::Result<Picture, PictureError> {
    Picture::from_grey(width, height, std::mem::take(&mut *bytes))
}
