//! Flow: strips put on pages, or on a roll that grows with them.

use crate::mark::{Ink, Mark, Page, Shape};
use crate::paper::Sheet;
use crate::strip::Strip;
use crate::units::on_dot_grid;

/// The strips of a paper.
pub(crate) struct Flow {
    /// Repeated at the top of every page.
    pub banner: Option<Strip>,
    /// Repeated under it on every page but the first.
    pub head: Option<Strip>,
    /// From the top downwards.
    pub body: Vec<Strip>,
    /// Kept together; at the foot of the last page where the paper has a fixed height.
    pub foot: Vec<Strip>,
}

/// The thickness of the box around framed strips.
const FRAME: f32 = 1.1;

/// How much of a page may be left empty so that its foot does not stand alone on the next.
const MOST_MOVED: f32 = 0.3;

/// A page while it is filled.
struct Filling {
    width: f32,
    marks: Vec<Mark>,
    used: f32,
    is_fresh: bool,
    has_frame: bool,
    frame: Option<(f32, f32)>,
}

/// Pages, and where the box is.
pub(crate) struct Placed {
    pub pages: Vec<Page>,
    /// The first page with framed strips, counted from 0.
    pub framed_on: Option<usize>,
}

/// Puts `flow` on pages of `sheet`. `running` gives what stands in the bottom margin of page n of m when there is more
/// than one, with positions from the left edge of the content and the top of that margin.
pub(crate) fn place(sheet: &Sheet, flow: Flow, running: impl Fn(usize, usize) -> Vec<Mark>) -> Placed {
    let mut pages = Pages { sheet, banner: flow.banner, head: flow.head, done: Vec::new(), current: None };
    let mut strips = flow.body.into_iter().peekable();
    let mut last: Vec<Strip> = Vec::new();
    while strips.peek().is_some() {
        let mut group = Vec::new();
        for strip in strips.by_ref() {
            let tied = strip.tied;
            group.push(strip);
            if !tied {
                break;
            }
        }
        pages.put_group(std::mem::replace(&mut last, group));
    }
    pages.turn_for_foot(&last, &flow.foot);
    pages.put_group(last);
    pages.put_foot(flow.foot);
    pages.finish(&running)
}

struct Pages<'a> {
    sheet: &'a Sheet,
    banner: Option<Strip>,
    head: Option<Strip>,
    done: Vec<Filling>,
    current: Option<Filling>,
}

impl Pages<'_> {
    fn put_group(&mut self, group: Vec<Strip>) {
        let sheet = self.sheet;
        let height = height_of(&group);
        let capacity = self.capacity();
        let page = self.page();
        if !page.is_fresh && height > page.room(sheet) && height <= capacity {
            self.turn();
        }
        for strip in group {
            self.put(strip);
        }
    }

    /// Turns the page where otherwise `foot` would stand alone on the next one: nobody should sign a page that says nothing,
    /// so what stands `last` goes with it. A box usually stays where it is, for it is what the paper is about.
    fn turn_for_foot(&mut self, last: &[Strip], foot: &[Strip]) {
        let sheet = self.sheet;
        let (height, closing) = (height_of(last), height_of(foot));
        let above = last.first().and_then(|strip| strip.above.as_ref()).map_or(0.0, |above| above.height);
        let capacity = self.capacity();
        let can_move = closing > 0.0
            && last.iter().all(|strip| !strip.framed || strip.follows_foot)
            && height < capacity * MOST_MOVED
            && above + height + closing <= capacity;
        let page = self.page();
        if can_move && !page.is_fresh && height + closing > page.room(sheet) {
            self.turn();
        }
    }

    /// What a page has room for under what is repeated.
    fn capacity(&self) -> f32 {
        let repeated =
            [&self.banner, &self.head].into_iter().flatten().map(|strip| strip.before + strip.height);
        self.sheet.inner_height() - repeated.sum::<f32>()
    }

    fn put(&mut self, mut strip: Strip) {
        let sheet = self.sheet;
        let page = self.page();
        if !page.is_fresh && strip.before + strip.height > page.room(sheet) {
            self.turn();
        }
        let page = self.page();
        if page.is_fresh
            && let Some(again) = strip.again.take()
        {
            strip.marks.splice(0..0, again.iter().cloned());
        }
        if page.is_fresh
            && let Some(above) = &strip.above
        {
            page.push(above.as_ref().clone());
        }
        let room = page.room(sheet);
        if strip.height > room {
            let (fits, rest) = strip.cut(room);
            // A mark higher than a page would never fit: it is placed where it is rather than turned for ever.
            if !fits.marks.is_empty() && !rest.marks.is_empty() {
                page.push(fits);
                self.turn();
                return self.put(rest);
            }
            strip = if fits.marks.is_empty() { rest } else { fits };
        }
        self.page().push(strip);
    }

    fn put_foot(&mut self, mut foot: Vec<Strip>) {
        let height = height_of(&foot);
        let (sheet, capacity) = (self.sheet, self.capacity());
        let page = self.page();
        if !page.is_fresh && height > page.room(sheet) && height <= capacity {
            self.turn();
        }
        let page = self.page();
        let spare = page.room(sheet) - height - 0.05;
        if sheet.height.is_some() && spare > 0.0 {
            let mut left = spare;
            for strip in &mut foot {
                let gained = strip.stretch.min(left);
                strip.before += gained;
                left -= gained;
            }
            // On a page of its own the foot follows the top; otherwise it stands at the bottom of the page.
            if !page.is_fresh
                && let Some(first) = foot.first_mut()
            {
                first.before += left;
            }
        }
        for strip in foot {
            self.put(strip);
        }
    }

    fn page(&mut self) -> &mut Filling {
        let width = self.sheet.inner_width();
        let head = self.head.as_ref().filter(|_| !self.done.is_empty());
        let repeated = self.banner.iter().chain(head);
        self.current.get_or_insert_with(|| {
            let mut page = Filling {
                width,
                marks: Vec::new(),
                used: 0.0,
                is_fresh: true,
                has_frame: false,
                frame: None,
            };
            repeated.for_each(|strip| page.push(strip.clone()));
            page.is_fresh = true;
            page
        })
    }

    fn turn(&mut self) {
        if let Some(mut page) = self.current.take() {
            page.close_frame();
            self.done.push(page);
        }
    }

    fn finish(mut self, running: &impl Fn(usize, usize) -> Vec<Mark>) -> Placed {
        self.page();
        self.turn();
        let sheet = self.sheet;
        let count = self.done.len();
        let framed_on = self.done.iter().position(|page| page.has_frame);
        let pages = self
            .done
            .into_iter()
            .enumerate()
            .map(|(index, page)| {
                let height = sheet.height.unwrap_or(sheet.top + page.used + sheet.bottom);
                let mut marks: Vec<Mark> =
                    page.marks.into_iter().map(|mark| on_grid(mark.moved(sheet.left, sheet.top))).collect();
                if count > 1 {
                    let margin = height - sheet.bottom;
                    marks.extend(
                        running(index + 1, count).into_iter().map(|mark| mark.moved(sheet.left, margin)),
                    );
                }
                Page { width: sheet.width, height, marks }
            })
            .collect();
        Placed { pages, framed_on }
    }
}

impl Filling {
    /// What is left, with a hair of tolerance, so that what was measured to fill a page does fill it.
    fn room(&self, sheet: &Sheet) -> f32 {
        sheet.inner_height() - self.used + 0.05
    }

    fn push(&mut self, strip: Strip) {
        if !self.is_fresh {
            self.used += strip.before;
        }
        self.is_fresh = false;
        let top = self.used;
        self.used += strip.height;
        if strip.framed {
            let start = self.frame.map_or(top, |(start, _)| start);
            self.frame = Some((start, self.used));
            self.has_frame = true;
        } else {
            self.close_frame();
        }
        self.marks.extend(strip.marks.into_iter().map(|mark| mark.moved(0.0, top)));
    }

    fn close_frame(&mut self) {
        if let Some((start, end)) = self.frame.take() {
            let shape = Shape::Outline(FRAME);
            self.marks.push(Mark::Box {
                x: 0.0,
                y: start,
                width: self.width,
                height: end - start,
                shape,
                ink: Ink::Black,
            });
        }
    }
}

/// Codes begin on a dot of the printer.
fn on_grid(mark: Mark) -> Mark {
    match mark {
        Mark::Polygon { x, y, .. } => mark.moved(on_dot_grid(x) - x, on_dot_grid(y) - y),
        mark => mark,
    }
}

fn height_of(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.before + strip.height).sum()
}
