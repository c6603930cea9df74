//! 2FAS.

use otp::{Entry, Fields};
use propusk_transfer::export;
use serde_json::{Value, json};

use crate::canonical::read;
use crate::sample::{Sample, accounts, came_back, counting, left_out, samples};

const NOW: u64 = 1_750_000_000;

#[test]
fn writes_what_the_app_has_and_names_the_rest() {
    let samples = samples();
    let file = export::two_fas(&accounts(&samples), NOW, &mut counting()).expect("written");
    let names = [
        ("+79001234567", "lost_tags"),
        ("+79001234567", "lost_note"),
        ("+79001234567", "lost_favourite"),
        ("only a name", "lost_period"),
        ("counter", "lost_counter"),
        ("worker", "lost_kind"),
        ("user", "lost_kind"),
        ("GOST3411_2012_256", "lost_algorithm"),
        ("GOST3411_2012_512", "lost_algorithm"),
    ];
    let expected = names.map(|(name, code)| (name.to_owned(), code));
    assert_eq!(left_out(&file, &samples), expected);

    let read: Value = serde_json::from_slice(&file.content).expect("JSON");
    assert_eq!(read["schemaVersion"], 4);
    assert_eq!(read["updatedAt"], NOW * 1000);
    let services = read["services"].as_array().expect("a list");
    assert_eq!(services.len(), file.accounts);
    assert_eq!(file.accounts, samples.len() - 6);
    for (place, service) in services.iter().enumerate() {
        assert_eq!(service["order"]["position"], place);
        for key in ["badge", "icon", "groupId", "serviceTypeID"] {
            assert!(service.get(key).is_some(), "the app asks for {key}");
        }
    }
    let groups = read["groups"].as_array().expect("a list");
    let names: Vec<_> = groups.iter().map(|group| group["name"].clone()).collect();
    assert_eq!(
        names,
        ["Работа 💼", "Дом"],
        "the first group of each account"
    );
    assert_eq!(services[0]["groupId"], groups[0]["id"]);
    assert_eq!(services[1]["groupId"], groups[1]["id"]);

    let wide = &services[2];
    assert_eq!(wide["name"], "Long, \"quoted\" & <wide>");
    assert_eq!(
        wide["otp"],
        json!({
            "link": null, "label": "a/b;c=d #1 100%", "account": "a/b;c=d #1 100%",
            "issuer": "Long, \"quoted\" & <wide>", "digits": 8, "period": 60,
            "algorithm": "SHA256", "counter": null, "tokenType": "TOTP", "source": "Manual",
        })
    );
    let hotp = &services[4]["otp"];
    assert_eq!(
        (&hotp["tokenType"], &hotp["counter"]),
        (&json!("HOTP"), &json!(42))
    );
    let steam = &services[5]["otp"];
    assert_eq!(
        (&steam["tokenType"], &steam["digits"]),
        (&json!("STEAM"), &json!(5))
    );
}

#[test]
fn what_it_has_comes_back() {
    let mut samples = samples();
    let fields = Fields {
        kind: "totp",
        secret: Some("KRSXG5CTMVRXEZLUKN2XAZLSKRSXG5CT"),
        ..Fields::default()
    };
    samples.push(Sample::of("", "nothing but a name", fields));
    let file = export::two_fas(&accounts(&samples), NOW, &mut counting()).expect("written");
    let (format, parsed) = read(&file.content, None).expect("readable");
    assert_eq!((format, parsed.encrypted), ("2fas", false));

    let whole = file.left_out.iter().filter(|it| it.what.is_whole());
    let whole: Vec<_> = whole.map(|it| it.account).collect();
    let taken = samples.iter().enumerate();
    let taken = taken.filter(|(place, _)| !whole.contains(place));
    let mut expected: Vec<_> = taken
        .map(|(_, sample)| Sample {
            tags: sample.tags.first().cloned().into_iter().collect(),
            ..sample.bare()
        })
        .collect();
    let last = expected.last_mut().expect("a sample");
    last.entry = Entry::new("nothing but a name", "", last.entry.token.clone());
    came_back(&parsed, &expected);
}
