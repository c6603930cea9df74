//! `compute`: code generation as a stream, line for line, for scripts and for checking us.

mod batch;
mod plain;
mod request;

use std::io::{self, Read, Write};
use std::num::NonZero;
use std::thread;

use batch::Batches;
use otp::CodeError;
use request::Request;

use crate::lines::LONGEST;

/// Below this many bytes for each, a second processor is not worth waking.
const WORTH_A_THREAD: usize = 16 << 10;

/// Answers every line of `input` with one line of `output`: the code, or `error: ` and why not.
///
/// A line is a JSON object or `UNIX_TIME URI`. What has arrived is answered at once, on as many
/// processors as are worth it, and the memory does not grow with the input. Gives back how many
/// lines were refused.
///
/// # Errors
/// Only when `input` cannot be read or `output` cannot be written.
pub fn compute(input: impl Read, output: &mut impl Write) -> io::Result<u64> {
    compute_on(
        thread::available_parallelism().map_or(1, NonZero::get),
        input,
        output,
    )
}

/// As [`compute`], on at most `processors`.
///
/// # Errors
/// As [`compute`].
pub fn compute_on(processors: usize, input: impl Read, output: &mut impl Write) -> io::Result<u64> {
    let mut batches = Batches::new(input);
    let mut refused = 0;
    while let Some(lines) = batches.next_batch()? {
        let shares = (lines.len() / WORTH_A_THREAD).clamp(1, processors.clamp(1, 16));
        let answers = if shares == 1 {
            vec![answer_all(lines)]
        } else {
            on_threads(batch::shared_out(lines, shares))
        };
        for Answers {
            text,
            refused: some,
        } in answers
        {
            output.write_all(&text)?;
            refused += some;
        }
        output.flush()?;
    }
    Ok(refused)
}

/// What came out of some lines.
struct Answers {
    /// One line for each line.
    text: Vec<u8>,
    /// How many lines were refused.
    refused: u64,
}

/// The answers to each share, in their order.
fn on_threads(shares: Vec<&[u8]>) -> Vec<Answers> {
    thread::scope(|scope| {
        let threads: Vec<_> = shares
            .into_iter()
            .map(|lines| scope.spawn(|| answer_all(lines)))
            .collect();
        let join = |thread: thread::ScopedJoinHandle<'_, Answers>| match thread.join() {
            Ok(answers) => answers,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        threads.into_iter().map(join).collect()
    })
}

/// The answers to whole lines; only the last one may lack its end.
fn answer_all(lines: &[u8]) -> Answers {
    let mut answers = Answers {
        text: Vec::with_capacity(lines.len() / 8),
        refused: 0,
    };
    for line in batch::lines(lines) {
        match answer(line) {
            Ok(code) => answers.text.extend_from_slice(code.as_str().as_bytes()),
            Err(Refusal(why)) => {
                answers.refused += 1;
                answers.text.extend_from_slice(b"error: ");
                answers.text.extend_from_slice(why.as_bytes());
            }
        }
        answers.text.push(b'\n');
    }
    answers
}

/// The stable identifier of what is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Refusal(&'static str);

impl From<CodeError> for Refusal {
    fn from(error: CodeError) -> Self {
        Refusal(error.code())
    }
}

fn answer(line: &[u8]) -> Result<otp::Code, Refusal> {
    if line.len() > LONGEST {
        return Err(Refusal("too_long"));
    }
    let line = line.trim_ascii();
    let (token, time) = match line.first() {
        None => return Err(Refusal("empty_input")),
        Some(b'{') => Request::read(line)?.token()?,
        Some(_) => timed_uri(line)?,
    };
    Ok(token.code_at(time)?)
}

/// `UNIX_TIME URI`
fn timed_uri(line: &[u8]) -> Result<(otp::Token, u64), Refusal> {
    let line = std::str::from_utf8(line).map_err(|_| Refusal("bad_line"))?;
    let (time, uri) = line.split_once([' ', '\t']).ok_or(Refusal("bad_line"))?;
    let time = time.parse().map_err(|_| Refusal("bad_line"))?;
    let token = otp::uri::token(uri.trim_start()).map_err(|error| Refusal(error.code()))?;
    Ok((token, time))
}
