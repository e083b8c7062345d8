//! A timeline as a picture: SVG that any browser, word processor or newsroom system shows, without script or outside file.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::safe::for_terminal;

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

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 480.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 20.0;
const BOTTOM: f64 = 70.0;
/// Height of a line of the legend.
const LINE: f64 = 20.0;
/// Labels of periods that stand beside each other without touching.
const LABELS: usize = 10;
/// Colours that colour-blind readers tell apart (Okabe and Ito, 2008).
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

/// Draws bars for one query, lines for several.
pub fn svg(chart: &Chart) -> String {
    let legend = if chart.series.len() > 1 { chart.series.len() as f64 * LINE } else { 0.0 };
    let top = 50.0 + legend;
    let height = HEIGHT + legend;
    let most = chart.series.iter().flat_map(|(_, values)| values).copied().max().unwrap_or(0);
    let (step, scale) = scale(most);
    let plot =
        Plot { top, height: height - top - BOTTOM, scale: scale as f64, periods: chart.periods.len().max(1) as f64 };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\" role=\"img\">\n\
         <title>{0}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"{LEFT}\" y=\"28\" font-size=\"18\" font-weight=\"bold\">{0}</text>\n",
        text(&chart.title)
    );
    for value in (0..=scale / step).map(|number| number * step) {
        let y = plot.y(value);
        line(&mut out, (LEFT, y), (WIDTH - RIGHT, y), if value == 0 { "#333" } else { "#ddd" });
        label(&mut out, (LEFT - 8.0, y + 4.0), "end", &thousands(value));
    }
    let every = chart.periods.len().div_ceil(LABELS).max(1);
    for (place, name) in chart.periods.iter().enumerate().step_by(every) {
        label(&mut out, (plot.x(place), height - BOTTOM + 20.0), "middle", name);
    }
    for (number, ((name, values), colour)) in chart.series.iter().zip(COLOURS.iter().cycle()).enumerate() {
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
        let _ = writeln!(out, "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        let y = 50.0 + number as f64 * LINE;
        let _ =
            writeln!(out, "<rect x=\"{LEFT}\" y=\"{:.1}\" width=\"12\" height=\"12\" fill=\"{colour}\"/>", y - 10.0);
        label(&mut out, (LEFT + 20.0, y), "start", name);
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
}
