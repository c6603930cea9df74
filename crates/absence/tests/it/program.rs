//! This very program as a child that watches: it finds its busses by the environment, as the app does,
//! and its threads and its processor time can be seen from outside.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use std::{fs, thread};

use propusk_absence::{Watch, sources, watch};

use crate::{A_WHILE, SOON, until};

const ANSWER: &str = "answer: ";
const TOLD: &str = "told: ";

/// The child, ended when dropped.
pub(crate) struct Program {
    child: Child,
    orders: ChildStdin,
    answers: Receiver<String>,
    told: Receiver<String>,
}

impl Program {
    pub(crate) fn start(system: &str, session: &str, session_id: Option<&str>) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([
                "--exact",
                "program::obeys_orders",
                "--ignored",
                "--nocapture",
            ])
            .env("PROPUSK_ABSENCE_OBEY", "1")
            .env("DBUS_SYSTEM_BUS_ADDRESS", system)
            .env("DBUS_SESSION_BUS_ADDRESS", session)
            .env_remove("XDG_SESSION_ID")
            .envs(session_id.map(|id| ("XDG_SESSION_ID", id)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (answer, answers) = channel();
        let (tell, told) = channel();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(text) = line.strip_prefix(ANSWER) {
                    let _ = answer.send(text.to_owned());
                } else if let Some(text) = line.strip_prefix(TOLD) {
                    let _ = tell.send(text.to_owned());
                }
            }
        });
        Self {
            orders: child.stdin.take().unwrap(),
            child,
            answers,
            told,
        }
    }

    /// Gives an order and waits until it has been carried out.
    pub(crate) fn order(&mut self, order: &str) -> String {
        writeln!(self.orders, "{order}").unwrap();
        self.answers.recv_timeout(SOON).unwrap()
    }

    /// The next absence that it was told of.
    pub(crate) fn told(&self) -> String {
        self.told.recv_timeout(SOON).unwrap()
    }

    /// It is told of nothing for a while.
    pub(crate) fn assert_told_nothing(&self) {
        let told = self.told.recv_timeout(A_WHILE);
        assert_eq!(told, Err(RecvTimeoutError::Timeout));
    }

    /// Waits until no thread of the watch is left.
    pub(crate) fn wait_for_end_of_watch(&self) {
        until("the thread of the watch has ended", || !self.watches());
    }

    /// Whether a thread of the watch is there.
    pub(crate) fn watches(&self) -> bool {
        self.read_each_task("comm")
            .contains(&"absence\n".to_owned())
    }

    /// How long its threads have run on a processor.
    pub(crate) fn processor_time(&self) -> Duration {
        let each = self.read_each_task("schedstat");
        let nanoseconds = each.iter().map(|text| {
            let first = text.split(' ').next().unwrap();
            first.parse::<u64>().unwrap()
        });
        Duration::from_nanos(nanoseconds.sum())
    }

    /// How often its threads have been put on and taken off a processor.
    pub(crate) fn switches(&self) -> u64 {
        let each = self.read_each_task("status");
        let lines = each.iter().flat_map(|text| text.lines());
        lines
            .filter_map(|line| line.split_once("ctxt_switches:"))
            .map(|(_, count)| count.trim().parse::<u64>().unwrap())
            .sum()
    }

    /// One file of each thread. One that ends meanwhile has none.
    fn read_each_task(&self, file: &str) -> Vec<String> {
        let tasks = PathBuf::from(format!("/proc/{}/task", self.child.id()));
        fs::read_dir(tasks)
            .unwrap()
            .filter_map(|task| fs::read_to_string(task.ok()?.path().join(file)).ok())
            .collect()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
#[ignore = "the other side of Program: started by the tests themselves"]
fn obeys_orders() {
    if std::env::var_os("PROPUSK_ABSENCE_OBEY").is_none() {
        return;
    }
    let (go, gone) = channel();
    let mut gone = Some(gone);
    let held: Arc<Mutex<Option<Watch>>> = Arc::default();
    for order in std::io::stdin().lines() {
        let answer = match order.unwrap().as_str() {
            "watch" => {
                *held.lock().unwrap() = Some(watch(|absence| println!("\n{TOLD}{absence:?}")));
                String::new()
            }
            // Each call returns after one "go".
            "watch slowly" => {
                let gone = gone.take().unwrap();
                *held.lock().unwrap() = Some(watch(move |absence| {
                    println!("\n{TOLD}{absence:?}");
                    gone.recv().unwrap();
                }));
                String::new()
            }
            "go" => {
                go.send(()).unwrap();
                String::new()
            }
            // The first call drops the watch that called.
            "watch once" => {
                let mut holder = held.lock().unwrap();
                let held = Arc::clone(&held);
                *holder = Some(watch(move |absence| {
                    drop(held.lock().unwrap().take());
                    println!("\n{TOLD}{absence:?}");
                }));
                String::new()
            }
            "drop" => {
                drop(held.lock().unwrap().take());
                String::new()
            }
            "sources" => format!("{:?}", sources()),
            other => panic!("unknown order {other}"),
        };
        // Never part of a line that the test harness has begun.
        println!("\n{ANSWER}{answer}");
    }
}
