//! S9 in the real window: whatever a script in the page tries, it stays inside.

use std::{net::TcpListener, time::Duration};

use fantoccini::Client;
use serde_json::Value;

use crate::desktop::Desktop;

async fn run(window: &Client, script: &str) -> Value {
    window.execute(script, vec![]).await.expect("script")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_in_the_page_cannot_get_out() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let window = desktop.open_window().await;
    let home = window.current_url().await.expect("url");

    // An injected script and an injected style do nothing.
    let injected = run(
        &window,
        "const s = document.createElement('script'); s.textContent = 'window.injected = 1';
         document.head.append(s);
         const c = document.createElement('style'); c.textContent = 'body { opacity: 0.123 }';
         document.head.append(c);
         return [window.injected ?? null, getComputedStyle(document.body).opacity];",
    )
    .await;
    assert_eq!(injected, serde_json::json!([null, "1"]));

    let evaluated = run(
        &window,
        "try { return (0, eval)('1 + 1'); } catch (error) { return error.name; }",
    )
    .await;
    assert_eq!(evaluated, "EvalError");
    let made = run(
        &window,
        "try { return Function('return 2')(); } catch (e) { return e.name; }",
    )
    .await;
    assert_eq!(made, "EvalError");

    // The network: a server that really listens hears nothing.
    let server = TcpListener::bind("127.0.0.1:0").expect("port");
    server.set_nonblocking(true).expect("nonblocking");
    let address = format!("http://{}", server.local_addr().expect("address"));
    let fetched = window
        .execute_async(
            "const [url, done] = arguments;
             const image = new Image(); image.src = url + '/image';
             const frame = document.createElement('iframe'); frame.src = url + '/frame';
             document.body.append(frame);
             try { new WebSocket(url.replace('http', 'ws')); } catch {}
             try { navigator.sendBeacon(url + '/beacon', 'x'); } catch {}
             fetch(url + '/fetch').then(() => done('reached'), (error) => done(error.name));",
            vec![Value::String(address.clone())],
        )
        .await
        .expect("script");
    assert_eq!(fetched, "TypeError");
    let opened = run(
        &window,
        &format!("return window.open('{address}/window') === null"),
    )
    .await;
    assert_eq!(opened, true);
    let _ = run(&window, &format!("location.href = '{address}/away'")).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(server.accept().is_err(), "somebody connected");
    assert_eq!(
        window.current_url().await.expect("url"),
        home,
        "still our own page"
    );
    let windows = window.windows().await.expect("windows");
    assert_eq!(windows.len(), 1);

    // Nothing of tauri lies around, and the permission to call is per command.
    assert_eq!(
        run(&window, "return typeof window.__TAURI__").await,
        "undefined"
    );
    let refused = window
        .execute_async(
            "const done = arguments[0];
             window.__TAURI_INTERNALS__.invoke('plugin:window|close').then(
                 () => done('allowed'), (error) => done(String(error)));",
            vec![],
        )
        .await
        .expect("script");
    assert!(
        refused
            .as_str()
            .is_some_and(|text| text.contains("not allowed")),
        "{refused}"
    );
    let _ = window.close().await;
}
