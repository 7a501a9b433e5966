//! What a person does at a window, and sees: keys, waiting, reading, pictures.

use std::fs;
use std::path::PathBuf;

use thirtyfour::prelude::*;

use crate::driver::Window;
use crate::places;

/// WebKit's driver takes a picture with the next drawing, and a page at rest has none: a speck that nobody can see blinks.
const KEEP_DRAWING: &str = "const speck = document.createElement('div');
     Object.assign(speck.style, { position: 'fixed', right: 0, bottom: 0, width: '1px', height: '1px', pointerEvents: 'none' });
     document.documentElement.append(speck);
     let at = 0;
     const timer = setInterval(() => (speck.style.background = `rgba(128, 128, 128, ${(at++ % 2) * 0.004})`), 30);
     window.restDrawing = () => { clearInterval(timer); speck.remove(); delete window.restDrawing; };";

const REST: &str = "window.restDrawing?.()";

impl Window {
    /// The element of `css`, once it is shown.
    pub async fn see(&self, css: &str) -> WebElement {
        self.see_by(By::Css(css), css).await
    }

    /// The innermost element whose text holds `text`, once it is shown.
    pub async fn see_text(&self, text: &str) -> WebElement {
        let quoted = quoted(text);
        let path = format!(
            "//*[contains(normalize-space(.), {quoted}) and not(*[contains(normalize-space(.), {quoted})])]"
        );
        self.see_by(By::XPath(path), &format!("'{text}'")).await
    }

    async fn see_by(&self, by: By, name: &str) -> WebElement {
        let mut found = self.query(by.clone()).and_displayed().first().await;
        // Between being found and being looked at it may have been drawn anew.
        for _ in 0..3 {
            if matches!(&found, Err(error) if error.to_string().contains("stale")) {
                found = self.query(by.clone()).and_displayed().first().await;
            }
        }
        self.must(found, &format!("{name} is shown")).await
    }

    /// Waits until the element of `css` says `text`.
    pub async fn see_in(&self, css: &str, text: &str) {
        let (at, said) = (serde_json::json!(css), serde_json::json!(text));
        self.wait_for(&format!("document.querySelector({at})?.innerText.includes({said})")).await;
    }

    /// Clicks on what shows `text`.
    pub async fn click_on_text(&self, text: &str) {
        let clicked = self.see_text(text).await.click().await;
        self.must(clicked, &format!("'{text}' can be clicked")).await;
    }

    /// What the field of `css` holds.
    pub async fn value(&self, css: &str) -> String {
        let value =
            self.run(&format!("return document.querySelector({}).value", serde_json::json!(css))).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until nothing of `css` is there any more.
    pub async fn see_gone(&self, css: &str) {
        self.wait_for(&format!("!document.querySelector({})", serde_json::json!(css))).await;
    }

    /// Waits until `script`, an expression of JavaScript, is true in the page.
    pub async fn wait_for(&self, script: &str) {
        let begun = std::time::Instant::now();
        loop {
            let answer = self.execute(format!("return Boolean({script});"), Vec::new()).await;
            if answer.is_ok_and(|answer| answer.json() == &serde_json::Value::Bool(true)) {
                return;
            }
            let is_late = begun.elapsed() > std::time::Duration::from_secs(20);
            self.must((!is_late).then_some(()).ok_or("it never was"), &format!("{script} holds")).await;
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
        }
    }

    /// Clicks on the element of `css`, once it is shown.
    pub async fn click_on(&self, css: &str) {
        let clicked = self.see(css).await.click().await;
        self.must(clicked, &format!("{css} can be clicked")).await;
    }

    /// Types where the caret stands, as at a keyboard.
    pub async fn type_in(&self, text: &str) {
        let typed = self.action_chain().send_keys(text).perform().await;
        self.must(typed, "keys can be typed").await;
    }

    /// Presses one key, such as `Key::Enter`.
    pub async fn press(&self, key: Key) {
        self.type_in(&key.value().to_string()).await;
    }

    /// Presses `key` while `held` is down.
    pub async fn press_with(&self, held: Key, key: impl Into<char>) {
        let pressed =
            self.action_chain().key_down(held.clone()).send_keys(key.into()).key_up(held).perform().await;
        self.must(pressed, "keys can be held").await;
    }

    /// Replaces what the field of `css` holds.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.see(css).await;
        let cleared = field.clear().await;
        self.must(cleared, &format!("{css} can be emptied")).await;
        let typed = field.send_keys(text).await;
        self.must(typed, &format!("{css} can be typed into")).await;
    }

    /// Gives the file chooser of `css` a file. Such a field is often hidden behind a nicer one.
    pub async fn give_file(&self, css: &str, file: &std::path::Path) {
        let found = self.query(By::Css(css)).first().await;
        let field = self.must(found, &format!("{css} is there")).await;
        let given = field.send_keys(file.to_string_lossy()).await;
        self.must(given, &format!("{css} takes a file")).await;
    }

    /// What `script`, the body of a function, returns.
    pub async fn run(&self, script: &str) -> serde_json::Value {
        let answer = self.execute(script, Vec::new()).await;
        self.must(answer, "the page runs a script").await.json().clone()
    }

    /// What `promise`, an expression of JavaScript, comes to; `{ refused }` with its words where it is refused.
    pub async fn settle(&self, promise: &str) -> serde_json::Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             Promise.resolve({promise}).then((value) => done(value ?? null), (error) => done({{ refused: String(error?.code ?? error) }}));"
        );
        let answer = self.execute_async(script, Vec::new()).await;
        self.must(answer, "the page settles a promise").await.json().clone()
    }

    /// The text that the element of `css` shows.
    pub async fn read(&self, css: &str) -> String {
        let text = self.see(css).await.text().await;
        self.must(text, &format!("{css} can be read")).await
    }

    /// Makes the window as large as asked, which is as large as a screen of that kind.
    pub async fn resize(&self, width: u32, height: u32) {
        let resized = self.set_window_rect(0, 0, width, height).await;
        self.must(resized, "the window can be resized").await;
    }

    /// Takes a picture of what is shown, for people to look at.
    pub async fn picture(&self, name: &str) -> PathBuf {
        let path = places::screens().join(format!("{name}.png"));
        let taken = self.capture().await.expect("a picture can be taken of a window");
        fs::write(&path, taken).expect("a picture can be kept");
        path
    }

    /// What is shown, as PNG.
    pub async fn capture(&self) -> WebDriverResult<Vec<u8>> {
        self.execute(KEEP_DRAWING, Vec::new()).await?;
        let taken = self.screenshot_as_png().await;
        self.execute(REST, Vec::new()).await?;
        taken
    }

    /// What `result` holds; where it is an error, a picture of what was shown instead, and the end of the test.
    pub(crate) async fn must<T, E: std::fmt::Display>(&self, result: Result<T, E>, expected: &str) -> T {
        match result {
            Ok(value) => value,
            Err(error) => {
                let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
                let seen = match self.capture().await {
                    Ok(picture) => {
                        let path = places::screens().join(format!("failed-{test}.png"));
                        fs::write(&path, picture)
                            .map_or_else(|error| error.to_string(), |()| path.display().to_string())
                    }
                    Err(error) => error.to_string(),
                };
                panic!("expected that {expected}: {error}\nwhat was shown: {seen}");
            }
        }
    }
}

/// `text` as XPath writes it, which has no escapes.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("concat('{}')", text.replace('\'', "', \"'\", '"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_inside_a_text_are_joined_from_pieces() {
        assert_eq!(quoted("理赔"), "'理赔'");
        assert_eq!(quoted("it's"), r#"concat('it', "'", 's')"#);
    }
}
