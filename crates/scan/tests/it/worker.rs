//! The process that decodes, seen from outside.

use std::fs;
use std::process::Command;

use image::{Rgb, RgbImage, Rgba, RgbaImage};
use propusk_scan::{Effort, IconFormat, Picture, Shot, Worker};

use crate::drawing::{PLAIN, PORTAL, code, png};

fn shot() -> Shot {
    Shot::File(png(&code(PORTAL, PLAIN)).into())
}

fn signal(worker: &Worker, signal: &str) {
    let sent = Command::new("kill")
        .args([signal, &worker.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
}

fn ended(worker: &mut Worker) -> &'static str {
    (worker.decode(&shot(), &|_| true, Effort::Thorough)).map_or_else(|e| e.code(), |_| "read")
}

#[test]
fn one_worker_reads_many_pictures() {
    let mut worker = Worker::start().unwrap();
    let drawn = code(PORTAL, PLAIN);
    let pixels = Picture::from_rgba(drawn.width(), drawn.height(), drawn.as_raw()).unwrap();
    for shot in [shot(), pixels.into(), shot()] {
        let found = worker.decode(&shot, &|_| true, Effort::Quick).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(*found[0].text, PORTAL);
        let damaged = Shot::File(b"\x89PNG\r\n\x1a\n....".to_vec().into());
        let error = worker.decode(&damaged, &|_| true, Effort::Quick);
        assert_eq!(error.unwrap_err().code(), "unreadable_picture");
    }
}

#[test]
fn makes_small_squares_of_pictures_and_of_nothing_else() {
    let mut worker = Worker::start().unwrap();
    // Left to right: red, grey noise, blue; what is not in the middle goes.
    let wide = RgbImage::from_fn(900, 300, |x, y| {
        match (x / 300, (x * 7919 + y * 104_729) % 251) {
            (0, _) => Rgb([255, 0, 0]),
            (1, noise) => Rgb([u8::try_from(noise).unwrap(); 3]),
            (_, _) => Rgb([0, 0, 255]),
        }
    });
    let mut file = std::io::Cursor::new(Vec::new());
    wide.write_to(&mut file, image::ImageFormat::Png).unwrap();
    let file = file.into_inner();
    let icon = worker.icon(&file, 96, 24 * 1024).unwrap();
    assert!(icon.bytes.len() <= 24 * 1024);
    let small = image::load_from_memory(&icon.bytes).unwrap().into_rgb8();
    assert_eq!(small.dimensions(), (96, 96));
    let is_grey = |pixel: &Rgb<u8>| {
        let [red, green, blue] = pixel.0;
        red.abs_diff(green) < 24 && green.abs_diff(blue) < 24
    };
    assert!(small.pixels().all(is_grey), "only the middle");

    assert_eq!(icon.format, IconFormat::Png);
    let tight = worker.icon(&file, 96, 6 * 1024).unwrap();
    assert_eq!(tight.format, IconFormat::Jpeg);
    assert!(tight.bytes.len() <= 6 * 1024);
    let none = worker.icon(&file, 96, 10).map(|_| ());
    assert_eq!(none.unwrap_err().code(), "unreadable_picture");
    for (bytes, code) in [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(),
            "picture_format",
        ),
        (b"\x89PNG\r\n\x1a\n....", "unreadable_picture"),
        (b"", "not_a_picture"),
    ] {
        let refused = worker.icon(bytes, 96, 24 * 1024).map(|_| ());
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[test]
fn keeps_what_is_transparent() {
    let mut worker = Worker::start().unwrap();
    let round = RgbaImage::from_fn(40, 40, |x, y| {
        let is_in = (i64::from(x) - 20).pow(2) + (i64::from(y) - 20).pow(2) < 200;
        Rgba([200, 30, 30, if is_in { 255 } else { 0 }])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    round.write_to(&mut file, image::ImageFormat::Png).unwrap();
    let icon = worker.icon(&file.into_inner(), 96, 24 * 1024).unwrap();
    let small = image::load_from_memory(&icon.bytes).unwrap().into_rgba8();
    assert_eq!(small.get_pixel(0, 0).0[3], 0);
    assert_eq!(small.get_pixel(48, 48).0, [200, 30, 30, 255]);
}

#[test]
fn it_has_given_up_what_it_does_not_need_and_is_told_nothing() {
    let mut worker = Worker::start().unwrap();
    assert_eq!(ended(&mut worker), "read");
    let of = |what: &str| format!("/proc/{}/{what}", worker.id());
    let status = fs::read_to_string(of("status")).unwrap();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].trim_matches([':', ' ', '\t']).to_owned()
    };
    assert_eq!(field("NoNewPrivs"), "1");
    assert_eq!(field("Seccomp"), "2", "a filter");
    assert_eq!(field("Seccomp_filters"), "2");

    assert_eq!(
        fs::read(of("environ")).unwrap(),
        b"",
        "an empty environment"
    );
    let command = fs::read(of("cmdline")).unwrap();
    let arguments: Vec<_> = command.split(|byte| *byte == 0).collect();
    assert!(arguments[0].ends_with(b"propusk-scan"));
    assert_eq!(arguments[1..], [b""], "no arguments");

    let mut open: Vec<_> = (fs::read_dir(of("fd")).unwrap())
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    open.sort();
    assert_eq!(open, ["0", "1", "2"], "nothing inherited");
    let limits = fs::read_to_string(of("limits")).unwrap();
    for (name, most) in [
        ("Max data size", 512 * 1024 * 1024),
        ("Max core file size", 0),
        ("Max file size", 0),
        ("Max open files", 0),
    ] {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        let hard = line[name.len()..].split_whitespace().nth(1).unwrap();
        assert_eq!(hard.parse::<u64>().unwrap(), most, "{name}");
    }
}

#[test]
fn a_crash_is_told_and_the_next_worker_reads() {
    let mut worker = Worker::start().unwrap();
    // What C++ ends with when it has lost its way.
    signal(&worker, "-ABRT");
    assert_eq!(ended(&mut worker), "scan_worker_crashed");
    assert_eq!(ended(&mut worker), "scan_worker_crashed", "and stays so");
    assert_eq!(ended(&mut Worker::start().unwrap()), "read");
}

#[test]
fn a_hang_is_ended_and_told() {
    let mut worker = Worker::start().unwrap();
    signal(&worker, "-STOP");
    assert_eq!(ended(&mut worker), "scan_worker_hung");
}

#[test]
fn it_can_be_stopped_from_elsewhere() {
    let mut worker = Worker::start().unwrap();
    let stopper = worker.stopper();
    signal(&worker, "-STOP");
    let waiting = std::thread::spawn(move || ended(&mut worker));
    stopper.stop();
    assert_eq!(waiting.join().unwrap(), "scan_cancelled");
}

#[test]
fn it_ends_with_its_owner() {
    let mut worker = Worker::start().unwrap();
    assert_eq!(ended(&mut worker), "read");
    let process = format!("/proc/{}", worker.id());
    assert!(fs::exists(&process).unwrap());
    drop(worker);
    assert!(!fs::exists(&process).unwrap());
}

#[test]
fn a_still_shows_the_screen_without_the_codes() {
    let drawn = code(PORTAL, PLAIN);
    let mut worker = Worker::start().unwrap();
    let page = crate::drawing::page(1600, 900, crate::drawing::WHITE, &[(700, 300, &drawn)]);
    let shot = Shot::File(png(&page).into());
    let found = worker.decode(&shot, &|_| true, Effort::Quick).unwrap();
    let hidden = found.iter().map(|found| found.corners).collect();
    let still = worker.still(&shot, 1600, hidden).unwrap();
    assert_eq!(still.shows, (1600, 900));
    let again = Shot::File(still.png);
    let seen = worker.decode(&again, &|_| false, Effort::Thorough);
    assert_eq!(seen.unwrap_err().code(), "no_qr");

    // The same code once more, and one that nobody has named.
    let other = code("otpauth://totp/Mail:ivan?secret=GEZDGNBVGY3TQOJQ", PLAIN);
    let laid = [(100, 300, &drawn), (700, 300, &drawn), (1200, 300, &other)];
    let page = crate::drawing::page(1600, 900, crate::drawing::WHITE, &laid);
    let several = Shot::File(png(&page).into());
    let still = worker.still(&several, 1600, Vec::new()).unwrap();
    let seen = worker.decode(&Shot::File(still.png), &|_| false, Effort::Thorough);
    assert_eq!(seen.unwrap_err().code(), "no_qr");

    let small = worker.still(&shot, 800, Vec::new()).unwrap();
    let small = image::load_from_memory(&small.png).unwrap();
    assert_eq!((small.width(), small.height()), (800, 450));
}

#[test]
fn the_largest_pictures_fit_its_memory() {
    // Forty megapixels in the layout that takes most: 320 MiB as they are decoded.
    let mut large = image::ImageBuffer::<image::Rgba<u16>, _>::from_pixel(
        8000,
        5000,
        image::Rgba([u16::MAX; 4]),
    );
    for (x, y, pixel) in code(PORTAL, PLAIN).enumerate_pixels() {
        let grey = u16::from(pixel.0[0]) * 257;
        large.put_pixel(
            4000 + x,
            2000 + y,
            image::Rgba([grey, grey, grey, u16::MAX]),
        );
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    let large = image::DynamicImage::ImageRgba16(large);
    large.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    drop(large);
    let mut worker = Worker::start().unwrap();
    let shot = Shot::File(bytes.into_inner().into());
    let found = worker.decode(&shot, &|_| true, Effort::Thorough).unwrap();
    assert_eq!(*found[0].text, PORTAL);
    let status = fs::read_to_string(format!("/proc/{}/status", worker.id())).unwrap();
    let most = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    let most: u64 = most.split_whitespace().nth(1).unwrap().parse().unwrap();
    assert!(most < 512 * 1024, "{most} KiB");
}

/// A PDF of some hundred kilobytes whose only picture is a gibibyte when it is unpacked.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let piece = vec![0; 1 << 20];
    for _ in 0..1024 {
        packed.write_all(&piece).unwrap();
    }
    let packed = packed.finish().unwrap();
    let mut pdf = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R\
        /Resources<</XObject<</I 5 0 R>>>>>>endobj\n\
        4 0 obj<</Length 27>>stream\nq 200 0 0 200 0 0 cm /I Do Q\nendstream endobj\n"
        .to_vec();
    writeln!(
        pdf,
        "5 0 obj<</Type/XObject/Subtype/Image/Width 32768/Height 32768/ColorSpace/DeviceGray\
         /BitsPerComponent 8/Filter/FlateDecode/Length {}>>stream",
        packed.len()
    )
    .unwrap();
    pdf.extend_from_slice(&packed);
    pdf.extend_from_slice(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
    pdf
}

#[test]
fn a_bomb_ends_within_the_limits_and_is_told() {
    let bomb = bomb();
    assert!(bomb.len() < 2 << 20, "{} bytes", bomb.len());
    let mut worker = Worker::start().unwrap();
    let error = worker.decode(&Shot::File(bomb.into()), &|_| true, Effort::Thorough);
    let code = error.unwrap_err().code();
    let told = [
        "scan_worker_crashed",
        "unreadable_picture",
        "picture_too_large",
        "no_qr",
    ];
    assert!(told.contains(&code), "{code}");
    let limit = fs::read_to_string(format!("/proc/{}/status", worker.id())).unwrap_or_default();
    if let Some(most) = limit.lines().find(|line| line.starts_with("VmHWM")) {
        let most: u64 = most.split_whitespace().nth(1).unwrap().parse().unwrap();
        assert!(most < 600 * 1024, "{most} KiB");
    }
    assert_eq!(ended(&mut Worker::start().unwrap()), "read");
}
