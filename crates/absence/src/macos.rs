//! macOS: the notifications of the workspace and of the login window. **Not yet run.**
//!
//! All of them arrive on the main thread, while the program runs its event loop.

#![allow(
    unsafe_code,
    reason = "Objective-C messages, and no crate wraps these notifications"
)]

use std::mem::ManuallyDrop;
use std::sync::Mutex;

use objc2::rc::Retained;
use objc2::{AnyThread, DefinedClass, define_class, msg_send, sel};
use objc2_app_kit::{
    NSWorkspace, NSWorkspaceSessionDidResignActiveNotification, NSWorkspaceWillSleepNotification,
};
use objc2_foundation::{
    NSDistributedNotificationCenter, NSNotification, NSNotificationSuspensionBehavior, NSObject,
    ns_string,
};

use crate::{Absence, Source, System, Tell};

define_class!(
    // SAFETY: NSObject asks nothing of its subclasses, and this one does not implement `Drop`.
    #[unsafe(super(NSObject))]
    #[ivars = Mutex<Tell>]
    struct Observer;

    impl Observer {
        // SAFETY, for each: the methods of an observer take the notification and return nothing.
        #[unsafe(method(willSleep:))]
        fn will_sleep(&self, _notification: &NSNotification) {
            self.tell(Absence::Suspending);
        }

        #[unsafe(method(screenLocked:))]
        fn screen_locked(&self, _notification: &NSNotification) {
            self.tell(Absence::ScreenLocked);
        }

        #[unsafe(method(sessionResigned:))]
        fn session_resigned(&self, _notification: &NSNotification) {
            self.tell(Absence::SessionInactive);
        }
    }
);

impl Observer {
    fn new(tell: Tell) -> Retained<Self> {
        let this = Self::alloc().set_ivars(Mutex::new(tell));
        // SAFETY: this is how NSObject is initialised.
        unsafe { msg_send![super(this), init] }
    }

    fn tell(&self, absence: Absence) {
        // Taken while it is being told: the callback runs the event loop, and knows already that the
        // person has gone.
        if let Ok(tell) = self.ivars().try_lock() {
            tell(absence);
        }
    }
}

/// The watch. Its observer is never freed: a notification may be on its way to it.
pub(crate) struct MacOs {
    observer: ManuallyDrop<Retained<Observer>>,
}

impl System for MacOs {
    fn watch(tell: Tell) -> Self {
        let observer = Observer::new(tell);
        let workspace = NSWorkspace::sharedWorkspace().notificationCenter();
        // SAFETY: the observer has these methods and is never freed; the names are constants.
        unsafe {
            workspace.addObserver_selector_name_object(
                &observer,
                sel!(willSleep:),
                Some(NSWorkspaceWillSleepNotification),
                None,
            );
            workspace.addObserver_selector_name_object(
                &observer,
                sel!(sessionResigned:),
                Some(NSWorkspaceSessionDidResignActiveNotification),
                None,
            );
            // At once: otherwise it would wait until somebody uses our window again.
            NSDistributedNotificationCenter::defaultCenter()
                .addObserver_selector_name_object_suspensionBehavior(
                    &observer,
                    sel!(screenLocked:),
                    Some(ns_string!("com.apple.screenIsLocked")),
                    None,
                    NSNotificationSuspensionBehavior::DeliverImmediately,
                );
        }
        Self {
            observer: ManuallyDrop::new(observer),
        }
    }

    fn sources() -> Vec<Source> {
        vec![Source {
            name: "macOS",
            tells: &[
                Absence::Suspending,
                Absence::ScreenLocked,
                Absence::SessionInactive,
            ],
        }]
    }
}

impl Drop for MacOs {
    fn drop(&mut self) {
        // SAFETY: it is the observer that was added to both.
        unsafe {
            NSWorkspace::sharedWorkspace()
                .notificationCenter()
                .removeObserver(&self.observer);
            NSDistributedNotificationCenter::defaultCenter().removeObserver(&self.observer);
        }
    }
}
