//! A window of Tauri's with nothing of ours in it: what the app's start is measured against.

use std::borrow::Cow;

use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Builder, Runtime, WebviewUrl, WebviewWindowBuilder};

const PAGE: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Blank</title></head>
  <body><p>Blank</p><script src="/blank.js"></script></body>
</html>
"#;

/// Marks the frame that shows the page.
const SCRIPT: &str = r#"requestAnimationFrame(() => performance.mark("blank-ready"));"#;

/// One page instead of the screens.
struct BlankPage;

impl<R: Runtime> Assets<R> for BlankPage {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        match key.as_ref() {
            "/index.html" => Some(Cow::Borrowed(PAGE.as_bytes())),
            "/blank.js" => Some(Cow::Borrowed(SCRIPT.as_bytes())),
            _ => None,
        }
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

fn main() -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    context.set_assets(Box::new(BlankPage));
    Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "blank", WebviewUrl::default())
                .title("Blank")
                .inner_size(1366.0, 768.0)
                .build()?;
            Ok(())
        })
        .run(context)
}
