//! Codes on the pages of a PDF.

use pdf_writer::{Content, Finish, Pdf, Rect, Ref};
use picture::Effort;
use propusk_decode::decode;
use qrcode::{Color, QrCode};

use crate::drawing::PORTAL;

/// A4 pages, each with the codes of these texts one below the other, drawn as squares of `module` points.
fn document(pages: &[&[&str]], module: f32) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    pdf.catalog(catalog).pages(tree);
    let page_of = |at: usize| Ref::new(i32::try_from(10 + 2 * at).unwrap());
    let drawing_of = |at: usize| Ref::new(i32::try_from(11 + 2 * at).unwrap());
    pdf.pages(tree)
        .kids((0..pages.len()).map(page_of))
        .count(i32::try_from(pages.len()).unwrap());
    for (at, texts) in pages.iter().enumerate() {
        let mut page = pdf.page(page_of(at));
        page.parent(tree)
            .media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
            .contents(drawing_of(at));
        page.finish();
        let mut drawing = Content::new();
        for (text, below) in texts.iter().zip(0_u8..) {
            let code = QrCode::new(text.as_bytes()).unwrap();
            let top = 780.0 - f32::from(below) * 300.0;
            for (cell, colour) in code.to_colors().into_iter().enumerate() {
                if colour == Color::Dark {
                    let place = |cells: usize| f32::from(u16::try_from(cells).unwrap()) * module;
                    let x = 60.0 + place(cell % code.width());
                    let y = top - place(cell / code.width());
                    drawing.rect(x, y, module, module);
                }
            }
        }
        drawing.fill_nonzero();
        pdf.stream(drawing_of(at), &drawing.finish());
    }
    pdf.finish()
}

fn otpauth(text: &str) -> bool {
    text.starts_with("otpauth")
}

const SHOP: &str = "https://apps.example/authenticator";

#[test]
fn reads_every_code_and_says_on_which_page() {
    let letter = document(&[&[PORTAL], &[], &[SHOP]], 3.0);
    let found = decode(&letter, &otpauth, Effort::Thorough).unwrap();
    let found: Vec<_> = (found.iter().map(|code| (code.page, code.text.as_str()))).collect();
    assert_eq!(found, [(1, PORTAL), (3, SHOP)], "also after an account");
}

#[test]
fn reads_the_small_codes_of_a_printed_letter() {
    // A millimetre is 2.8 points: modules of a third of it.
    let letter = document(&[&[PORTAL, SHOP]], 1.0);
    let found = decode(&letter, &otpauth, Effort::Thorough).unwrap();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|code| code.page == 1));
}

#[test]
fn a_document_without_a_code_and_one_that_is_damaged_are_told_apart() {
    let refusal = |bytes: &[u8]| {
        decode(bytes, &|_| true, Effort::Thorough)
            .unwrap_err()
            .code()
    };
    assert_eq!(refusal(&document(&[&[], &[]], 3.0)), "no_qr");
    assert_eq!(
        refusal(b"%PDF-1.7\nnothing of the kind"),
        "unreadable_picture"
    );
    let whole = document(&[&[PORTAL]], 3.0);
    assert_eq!(refusal(&whole[..40]), "unreadable_picture");
}

/// Opens with the password "open me" only (AES-256).
const LOCKED: &[u8] = include_bytes!("locked.pdf");

#[test]
fn a_locked_document_says_so() {
    let error = decode(LOCKED, &|_| true, Effort::Thorough).unwrap_err();
    assert_eq!(error.code(), "pdf_locked");
}
