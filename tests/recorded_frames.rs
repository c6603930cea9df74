//! The frames of a recorded sight, fed to the command of the window one after the other.

use image::GrayImage;
use propusk_app::{App, context, plugin};
use serde_json::{Value, json};
use tauri::{
    WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    http::HeaderMap,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

use crate::{
    camera::{OTHER, URI, WIFI},
    virtual_camera::{blurred, desk, held},
};

struct Film {
    _app: tauri::App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    _folder: tempfile::TempDir,
}

impl Film {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let app = mock_builder()
            .plugin(plugin())
            .manage(App::new(Some(folder.path().join("data"))))
            .build(context())
            .expect("the real configuration");
        let window = WebviewWindowBuilder::new(&app, "main", WebviewUrl::default())
            .build()
            .expect("mock window");
        Self {
            _app: app,
            window,
            _folder: folder,
        }
    }

    fn call(
        &self,
        command: &str,
        body: InvokeBody,
        sides: Option<[u32; 2]>,
    ) -> Result<Value, Value> {
        let mut headers = HeaderMap::default();
        if let Some([width, height]) = sides {
            headers.insert("Frame-Width", width.into());
            headers.insert("Frame-Height", height.into());
        }
        let request = InvokeRequest {
            cmd: format!("plugin:propusk|{command}"),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().expect("own page"),
            body,
            headers,
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().expect("JSON"))
    }

    fn open(&self) -> Value {
        self.call("camera_open", json!({}).into(), None)
            .expect("it opens")
    }

    fn look_at(&self, frame: &GrayImage) -> Result<Value, Value> {
        let sides = [frame.width(), frame.height()];
        self.call(
            "camera_frame",
            InvokeBody::Raw(frame.as_raw().clone()),
            Some(sides),
        )
    }
}

#[test]
fn a_code_that_stands_still_is_found_in_the_first_frame_and_ends_the_film() {
    let film = Film::start();
    film.open();
    let seen = film.look_at(&held(URI, 300, 100)).expect("looked at");
    assert_eq!(seen["scan"]["accounts"][0]["issuer"], "Портал", "{seen}");
    let after = film
        .look_at(&held(URI, 300, 100))
        .expect_err("the camera is closed");
    assert_eq!(after["code"], "camera_closed");
    let added = film.call(
        "add_accounts",
        json!({"req": {"draft": seen["scan"]["draft"], "accounts": []}}).into(),
        None,
    );
    assert_eq!(
        added.expect_err("nothing was chosen")["code"],
        "nothing_chosen",
        "the draft is there"
    );
}

#[test]
fn a_code_that_comes_into_sight_blurred_and_moving_is_found_when_it_is_sharp() {
    let film = Film::start();
    film.open();
    let mut frames = vec![desk(), desk()];
    frames.extend((0..6).map(|step| blurred(&held(OTHER, 100 + step * 40, 60))));
    // Coming in from the border: only a part of it is there.
    frames.extend((0..3).map(|step| held(OTHER, 1200 - step * 60, 300)));
    for frame in &frames {
        let seen = film.look_at(frame).expect("looked at");
        assert_eq!(
            [&seen["scan"], &seen["notice"]],
            [&Value::Null, &Value::Null]
        );
    }
    let seen = film.look_at(&held(OTHER, 700, 200)).expect("looked at");
    assert_eq!(seen["scan"]["accounts"][0]["issuer"], "Bank", "{seen}");
}

#[test]
fn another_kind_of_code_is_named_and_the_film_goes_on() {
    let film = Film::start();
    film.open();
    for _ in 0..2 {
        let seen = film.look_at(&held(WIFI, 300, 100)).expect("looked at");
        assert_eq!(seen["notice"]["code"], "not_otp_wifi", "{seen}");
        assert_eq!(seen["scan"], Value::Null);
    }
    let seen = film.look_at(&held(URI, 300, 100)).expect("looked at");
    assert!(seen["scan"].is_object(), "{seen}");
}

#[test]
fn a_frame_is_refused_before_the_camera_is_open_and_when_it_is_none() {
    let film = Film::start();
    let frame = desk();
    assert_eq!(
        film.look_at(&frame).expect_err("closed")["code"],
        "camera_closed"
    );
    film.open();
    film.look_at(&frame).expect("open");
    let whole = [frame.width(), frame.height()];
    let bytes = || InvokeBody::Raw(frame.as_raw().clone());
    for (body, sides) in [
        (bytes(), None),
        (bytes(), Some([0, 0])),
        (bytes(), Some([whole[0], whole[1] + 1])),
        (bytes(), Some([u32::MAX, u32::MAX])),
        (InvokeBody::Raw(Vec::new()), Some(whole)),
        (json!({"grey": [1, 2, 3]}).into(), Some(whole)),
    ] {
        let refused = film
            .call("camera_frame", body, sides)
            .expect_err("no frame");
        assert_eq!(refused["code"], "bad_frame", "{sides:?}");
    }
    film.call("camera_close", json!({}).into(), None)
        .expect("closed");
    assert_eq!(
        film.look_at(&frame).expect_err("closed")["code"],
        "camera_closed"
    );
}
