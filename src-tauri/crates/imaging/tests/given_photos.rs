//! The pictures a counter meets: what becomes of the good ones, and what is said of the bad ones.

use imaging::{Limits, MediaType, PhotoError, dimensions, prepare};

mod support;
use support::{Seen, holds_no_metadata, photo};

#[test]
fn a_phone_photo_held_upright_comes_out_upright_small_and_without_its_place() {
    let source = photo("phone-12mp-rotated-gps.jpg");
    assert!(source.windows(4).any(|window| window == b"Exif"), "the source has what must go");
    let prepared = prepare(&source, &Limits::default()).unwrap();
    assert_eq!((prepared.width, prepared.height), (1536, 2048));
    assert_eq!(dimensions(&prepared.jpeg), Ok((1536, 2048)));
    assert_eq!(prepared.source_media_type, MediaType::Jpeg);
    assert!(prepared.jpeg.len() <= 4 << 20);
    holds_no_metadata(&prepared.jpeg);
    holds_no_metadata(&prepared.thumbnail);
    let thumbnail = Seen::of(&prepared.thumbnail);
    assert_eq!((thumbnail.width, thumbnail.height), (240, 320));
}

#[test]
fn every_good_picture_is_prepared_and_none_is_enlarged() {
    let cases = [
        ("chat-app.webp", MediaType::Webp),
        ("document-camera.jpg", MediaType::Jpeg),
        ("screenshot.png", MediaType::Png),
        ("webcam-640.jpg", MediaType::Jpeg),
    ];
    for (name, media_type) in cases {
        let prepared = prepare(&photo(name), &Limits::default()).unwrap();
        assert_eq!(prepared.source_media_type, media_type, "{name}");
        assert!(prepared.width.max(prepared.height) <= 2048, "{name}");
        assert_eq!(dimensions(&prepared.jpeg), Ok((prepared.width, prepared.height)), "{name}");
        holds_no_metadata(&prepared.jpeg);
        let thumbnail = Seen::of(&prepared.thumbnail);
        assert_eq!(thumbnail.width.max(thumbnail.height), 320, "{name}");
    }
    let webcam = photo("webcam-640.jpg");
    let prepared = prepare(&webcam, &Limits::default()).unwrap();
    assert_eq!(dimensions(&webcam), Ok((prepared.width, prepared.height)));
}

#[test]
fn each_bad_picture_gets_its_own_answer() {
    let cases = [
        ("empty.jpg", PhotoError::Empty),
        ("not-an-image.jpg", PhotoError::NotAPicture),
        ("truncated.jpg", PhotoError::Truncated),
        ("bomb-30000x30000.png", PhotoError::TooLarge { width: 30_000, height: 30_000 }),
    ];
    for (name, expected) in cases {
        assert_eq!(prepare(&photo(name), &Limits::default()), Err(expected), "{name}");
    }
}

#[test]
fn a_photo_cut_anywhere_is_refused_not_half_grey() {
    let whole = photo("webcam-640.jpg");
    let end = whole.windows(2).rposition(|window| window == b"\xFF\xD9").unwrap();
    for part in 1..64 {
        let cut = prepare(&whole[..end * part / 64], &Limits::default());
        assert!(matches!(cut, Err(PhotoError::Truncated | PhotoError::NotAPicture)), "{part}/64: {cut:?}");
    }
    assert_eq!(prepare(&whole[..end], &Limits::default()), Err(PhotoError::Truncated));
}

#[test]
fn an_end_mark_does_not_make_a_cut_photo_whole() {
    for name in ["webcam-640.jpg", "document-camera.jpg"] {
        let whole = photo(name);
        let end = whole.windows(2).rposition(|window| window == b"\xFF\xD9").unwrap();
        for part in [8, 16, 32, 48, 62] {
            let mended = [&whole[..end * part / 64], b"\xFF\xD9"].concat();
            let answer = prepare(&mended, &Limits::default());
            assert!(
                matches!(answer, Err(PhotoError::Truncated | PhotoError::Damaged)),
                "{name}, {part}/64: {:?}",
                answer.map(|prepared| prepared.jpeg.len())
            );
        }
    }
}

#[test]
fn a_source_of_too_many_bytes_is_refused() {
    let limits = Limits { max_source_bytes: 1000, ..Limits::default() };
    assert_eq!(prepare(&photo("webcam-640.jpg"), &limits), Err(PhotoError::TooManyBytes));
}

#[test]
fn dimensions_are_told_of_jpegs_alone() {
    assert_eq!(dimensions(b""), Err(PhotoError::Empty));
    assert_eq!(dimensions(&photo("screenshot.png")), Err(PhotoError::NotAPicture));
    assert_eq!(dimensions(&photo("truncated.jpg")), Err(PhotoError::Truncated));
}
