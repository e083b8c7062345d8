//! A timeline as a picture: SVG that any browser, word processor or newsroom system shows, without script or outside file.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::safe::for_terminal;

mod words;

use words::{width, wrapped};

/// What a chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    pub title: String,
    /// Below the picture: where the figures come from.
    pub source: String,
    /// A name each period.
    pub periods: Vec<String>,
    /// A name and as many values as there are periods, for each query.
    pub series: Vec<(String, Vec<u64>)>,
}

/// Series that a picture tells apart: each has a colour and a dash that no other has together.
pub const MOST_SERIES: usize = COLOURS.len() * DASHES.len();

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 480.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 20.0;
const BOTTOM: f64 = 70.0;
/// Height of a line of the legend.
const LINE: f64 = 20.0;
/// Length of a line of the legend that shows a series.
const SAMPLE: f64 = 60.0;
/// Size of most letters, and of those of the title.
const SMALL: f64 = 13.0;
const LARGE: f64 = 18.0;
/// Lines of a title; what does not fit in them is cut.
const TITLE_LINES: usize = 2;
/// Colours that colour-blind readers tell apart (Okabe and Ito, 2008).
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];
/// Lengths of dashes and gaps, for prints without colours: the first nine series have one each.
const DASHES: [&str; 9] = ["", "9 4", "2 3", "12 3 2 3", "20 6", "12 3 2 3 2 3", "5 9", "20 4 6 4", "2 8"];

/// Draws bars for one query, lines for several.
pub fn svg(chart: &Chart) -> String {
    let legend = if chart.series.len() > 1 { chart.series.len() as f64 * LINE } else { 0.0 };
    let title = wrapped(&for_terminal(&chart.title), LARGE, WIDTH - LEFT - RIGHT, TITLE_LINES);
    let head = 28.0 + title.len().max(1) as f64 * 22.0;
    let top = head + legend;
    let height = HEIGHT - 50.0 + top;
    let most = chart.series.iter().flat_map(|(_, values)| values).copied().max().unwrap_or(0);
    let (step, scale) = scale(most);
    let plot =
        Plot { top, height: height - top - BOTTOM, scale: scale as f64, periods: chart.periods.len().max(1) as f64 };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"Helvetica, Arial, sans-serif\" font-size=\"{SMALL}\" role=\"img\">\n\
         <title>{0}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        text(&chart.title)
    );
    for (number, words) in title.iter().enumerate() {
        let y = 28.0 + number as f64 * 22.0;
        let _ = writeln!(
            out,
            "<text x=\"{LEFT}\" y=\"{y}\" font-size=\"{LARGE}\" font-weight=\"bold\">{}</text>",
            escape(words)
        );
    }
    for value in (0..=scale / step).map(|number| number * step) {
        let y = plot.y(value);
        line(&mut out, (LEFT, y), (WIDTH - RIGHT, y), if value == 0 { "#333" } else { "#ddd" });
        label(&mut out, (LEFT - 8.0, y + 4.0), "end", &thousands(value));
    }
    // As many labels as stand beside each other without touching.
    let wide = chart.periods.iter().map(|name| width(name, SMALL)).fold(0.0, f64::max);
    let every = (chart.periods.len() as f64 * (wide + 16.0) / (WIDTH - LEFT - RIGHT)).ceil().max(1.0) as usize;
    for (place, name) in chart.periods.iter().enumerate().step_by(every) {
        let x = plot.x(place).min(WIDTH - wide / 2.0);
        label(&mut out, (x, height - BOTTOM + 20.0), "middle", name);
    }
    for (number, (name, values)) in chart.series.iter().enumerate() {
        let (colour, dash) = (COLOURS[number % COLOURS.len()], DASHES[number % DASHES.len()]);
        if chart.series.len() == 1 {
            bars(&mut out, &plot, values, colour);
            continue;
        }
        let points: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(place, value)| format!("{:.1},{:.1}", plot.x(place), plot.y(*value)))
            .collect();
        // A line of one point would not be seen.
        for (place, value) in values.iter().enumerate().filter(|_| values.len() <= 60) {
            let _ = writeln!(
                out,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{colour}\"/>",
                plot.x(place),
                plot.y(*value)
            );
        }
        let points = points.join(" ");
        let stroke = match dash {
            "" => format!("stroke=\"{colour}\" stroke-width=\"2\""),
            dash => format!("stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\""),
        };
        let _ = writeln!(out, "<polyline points=\"{points}\" fill=\"none\" {stroke}/>");
        let y = head + number as f64 * LINE;
        let _ = writeln!(
            out,
            "<line x1=\"{LEFT}\" y1=\"{0:.1}\" x2=\"{1}\" y2=\"{0:.1}\" {stroke}/>",
            y - 4.0,
            LEFT + SAMPLE
        );
        let words = wrapped(&for_terminal(name), SMALL, WIDTH - LEFT - SAMPLE - 8.0 - RIGHT, 1).concat();
        label(&mut out, (LEFT + SAMPLE + 8.0, y), "start", &words);
    }
    label(&mut out, (LEFT, height - 16.0), "start", &chart.source);
    out.push_str("</svg>\n");
    out
}

/// Where things stand in the picture.
struct Plot {
    top: f64,
    height: f64,
    /// The value at the top.
    scale: f64,
    periods: f64,
}

impl Plot {
    /// The width of a period.
    fn width(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / self.periods
    }

    /// The middle of a period.
    fn x(&self, place: usize) -> f64 {
        LEFT + (place as f64 + 0.5) * self.width()
    }

    fn y(&self, value: u64) -> f64 {
        self.top + self.height * (1.0 - value as f64 / self.scale)
    }
}

fn bars(out: &mut String, plot: &Plot, values: &[u64], colour: &str) {
    let width = (plot.width() * 0.8).max(0.5);
    for (place, value) in values.iter().enumerate().filter(|(_, value)| **value > 0) {
        let (x, y) = (plot.x(place) - width / 2.0, plot.y(*value));
        let height = plot.y(0) - y;
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{colour}\"/>"
        );
    }
}

fn line(out: &mut String, from: (f64, f64), to: (f64, f64), colour: &str) {
    let _ = writeln!(
        out,
        "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\"/>",
        from.0, from.1, to.0, to.1
    );
}

fn label(out: &mut String, (x, y): (f64, f64), anchor: &str, words: &str) {
    let _ =
        writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"#333\">{}</text>", text(words));
}

fn text(text: &str) -> String {
    escape(for_terminal(text)).into_owned()
}

/// The step between two lines of the scale, 1, 2 or 5 times a power of ten, and the value at its top.
fn scale(most: u64) -> (u64, u64) {
    let mut step = 1_u64;
    for factor in [2, 5, 10].into_iter().cycle() {
        if most.div_ceil(step) <= 6 {
            break;
        }
        let power = 10_u64.pow(step.ilog10());
        step = if factor == 10 { power * 10 } else { power * factor };
    }
    (step, most.max(1).div_ceil(step) * step)
}

/// With narrow non-breaking spaces, as French prints figures.
fn thousands(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_scale_ends_above_the_most_on_round_steps() {
        for (most, wanted) in [(0, (1, 1)), (6, (1, 6)), (7, (2, 8)), (13, (5, 15)), (88_000, (20_000, 100_000))] {
            assert_eq!(scale(most), wanted, "{most}");
        }
    }

    #[test]
    fn a_chart_is_xml_whatever_its_title() {
        let chart = Chart {
            title: "<script>\u{1b} & crue".into(),
            periods: vec!["2024".into(), "2025".into()],
            series: vec![("a<b".into(), vec![1, 0]), ("c".into(), vec![0, 7])],
            ..Chart::default()
        };
        let one = Chart { series: chart.series[..1].to_vec(), ..chart.clone() };
        for picture in [svg(&chart), svg(&one), svg(&Chart::default())] {
            let mut reader = quick_xml::Reader::from_str(&picture);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            assert!(!picture.contains("<script>") && !picture.contains('\u{1b}'));
        }
        assert_eq!(svg(&chart).matches("<polyline").count(), 2);
        assert_eq!(svg(&one).matches("<rect").count(), 2, "the ground and one bar");
    }

    #[test]
    fn no_two_series_look_alike() {
        let series = (0..MOST_SERIES).map(|number| (number.to_string(), vec![1, number as u64])).collect();
        let picture = svg(&Chart { periods: vec!["2024".into(), "2025".into()], series, ..Chart::default() });
        let looks: BTreeSet<&str> = picture
            .lines()
            .filter(|line| line.starts_with("<polyline"))
            .filter_map(|line| line.split_once("fill=").map(|(_, look)| look))
            .collect();
        assert_eq!(looks.len(), MOST_SERIES);
        let dashes: BTreeSet<&str> = DASHES.into_iter().collect();
        assert_eq!(dashes.len(), DASHES.len());
    }

    #[test]
    fn a_long_title_stays_in_the_picture() {
        let long = "GRÈVE DES MARINS ".repeat(20);
        let chart = Chart {
            title: long.clone(),
            series: vec![(long.clone(), vec![]), ("b".into(), vec![])],
            ..Chart::default()
        };
        let picture = svg(&chart);
        assert_eq!(picture.matches("</text>").count(), 2 + 2 + 2 + 1);
        assert!(picture.contains(&format!("<title>{long}</title>")));
    }
}
