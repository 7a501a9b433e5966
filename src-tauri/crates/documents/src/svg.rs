//! The drawing for the screen: one SVG a page.
//!
//! A line of text is one `<text>` with the width it was measured to have, so that the screen breaks and aligns as the
//! paper does even where the system has another Chinese face.

use std::fmt::Write;

use data_encoding::BASE64;

use crate::mark::{Cell, Ink, Laid, Mark, Page, Shape, Stroke, Text, Weight};

const FAMILY: &str =
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/// Draws `laid` as SVG, a string for each page. Everything that was typed is escaped.
pub fn svg(laid: &Laid) -> Vec<String> {
    laid.pages.iter().map(page).collect()
}

fn page(page: &Page) -> String {
    let mut svg = String::with_capacity(page.marks.len() * 160 + 400);
    let (width, height) = (number(page.width), number(page.height));
    let (width_mm, height_mm) = (number(page.width * 25.4 / 72.0), number(page.height * 25.4 / 72.0));
    put(
        &mut svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_mm}mm\" height=\"{height_mm}mm\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FAMILY}\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
        ),
    );
    for mark in &page.marks {
        draw(&mut svg, mark);
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw(svg: &mut String, mark: &Mark) {
    match mark {
        Mark::Text(text) => draw_text(svg, text),
        Mark::Line { from, to, thickness, dashed, ink } => {
            let dashes = if *dashed { DASHES } else { "" };
            put(
                svg,
                format_args!(
                    "<path d=\"M{} {}L{} {}\" stroke=\"{}\" stroke-width=\"{}\"{dashes}/>\n",
                    number(from.0),
                    number(from.1),
                    number(to.0),
                    number(to.1),
                    hex(*ink),
                    number(*thickness)
                ),
            );
        }
        Mark::Box { x, y, width, height, shape, ink } => {
            let paint = match shape {
                Shape::Filled => format!("fill=\"{}\"", hex(*ink)),
                Shape::Outline(thickness) => outline(*ink, *thickness, ""),
                Shape::Dashes(thickness) => outline(*ink, *thickness, DASHES),
            };
            put(
                svg,
                format_args!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {paint}/>\n",
                    number(*x),
                    number(*y),
                    number(*width),
                    number(*height)
                ),
            );
        }
        Mark::Polygon { x, y, module, module_height, cells, .. } => {
            put(
                svg,
                format_args!(
                    "<path shape-rendering=\"crispEdges\" transform=\"matrix({module} 0 0 {module_height} {} {})\" d=\"",
                    number(*x),
                    number(*y)
                ),
            );
            for Cell { x, y, width, height } in cells {
                put(svg, format_args!("M{x} {y}h{width}v{height}h-{width}z"));
            }
            svg.push_str("\"/>\n");
        }
        Mark::Path { points, stroke, ink } => {
            svg.push_str("<path d=\"");
            for (index, (x, y)) in points.iter().enumerate() {
                let step = if index == 0 { 'M' } else { 'L' };
                put(svg, format_args!("{step}{} {}", number(*x), number(*y)));
            }
            let round = " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
            let (close, paint) = match stroke {
                Stroke::Open(thickness) => ("", outline(*ink, *thickness, round)),
                Stroke::Closed(thickness) => ("Z", outline(*ink, *thickness, round)),
                Stroke::Filled => ("Z", format!("fill=\"{}\"", hex(*ink))),
            };
            put(svg, format_args!("{close}\" {paint}/>\n"));
        }
        Mark::Image { x, y, width, height, jpeg } => put(
            svg,
            format_args!(
                "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
                 href=\"data:image/jpeg;base64,{}\"/>\n",
                number(*x),
                number(*y),
                number(*width),
                number(*height),
                BASE64.encode(jpeg.bytes())
            ),
        ),
    }
}

const DASHES: &str = " stroke-dasharray=\"2 1.6\"";

fn outline(ink: Ink, thickness: f32, dashes: &str) -> String {
    format!("fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dashes}", hex(ink), number(thickness))
}

fn draw_text(svg: &mut String, text: &Text) {
    let weight = match text.weight {
        Weight::Regular => "",
        Weight::Bold => " font-weight=\"700\"",
    };
    let fill = if text.ink == Ink::Black { String::new() } else { format!(" fill=\"{}\"", hex(text.ink)) };
    // One character has no gap to spread a width over.
    let length = if text.text.chars().nth(1).is_some() {
        let given_up = if text.is_halved { text.size / 2.0 } else { 0.0 };
        format!(" textLength=\"{}\"", number(text.width + given_up))
    } else {
        String::new()
    };
    put(
        svg,
        format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{fill}{length} xml:space=\"preserve\">",
            number(text.x),
            number(text.baseline),
            number(text.size)
        ),
    );
    for c in text.text.chars() {
        match c {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            '\'' => svg.push_str("&#39;"),
            c => svg.push(c),
        }
    }
    svg.push_str("</text>\n");
}

/// Two decimals, 0.007 mm, without needless zeros.
fn number(value: f32) -> String {
    let fixed = format!("{value:.2}");
    let short = fixed.trim_end_matches('0').trim_end_matches('.');
    if short.is_empty() || short == "-0" { "0".to_owned() } else { short.to_owned() }
}

fn hex(ink: Ink) -> String {
    let (red, green, blue) = ink.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn put(svg: &mut String, text: std::fmt::Arguments<'_>) {
    svg.write_fmt(text).expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_in_exponents() {
        assert_eq!(number(0.0), "0");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(10.0), "10");
        assert_eq!(number(1.25), "1.25");
        assert_eq!(number(14_400.0), "14400");
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        let mut svg = String::new();
        draw_text(
            &mut svg,
            &Text {
                x: 1.0,
                baseline: 2.0,
                size: 9.0,
                width: 30.0,
                weight: Weight::Bold,
                ink: Ink::Black,
                text: "<b>&\"'".into(),
                is_halved: false,
            },
        );
        assert_eq!(
            svg,
            "<text x=\"1\" y=\"2\" font-size=\"9\" font-weight=\"700\" textLength=\"30\" \
             xml:space=\"preserve\">&lt;b&gt;&amp;&quot;&#39;</text>\n"
        );
    }
}
