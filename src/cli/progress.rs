//! The progress of long work, on a terminal only.

use std::time::Duration;

use depeche::index::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on stderr; invisible where that is no terminal.
#[derive(Default)]
pub struct Bar {
    bar: Option<ProgressBar>,
}

impl Progress for Bar {
    fn begin(&mut self, files: u64, bytes: u64) {
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left  {msg}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(format!("{files} files"));
        self.bar = Some(bar);
    }

    fn file_done(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(bytes);
        }
    }

    fn committing(&mut self) {
        if let Some(bar) = &self.bar {
            bar.set_message("writing the index");
            bar.enable_steady_tick(Duration::from_millis(200));
        }
    }
}

/// A bar for a number of things; invisible where stderr is no terminal.
pub fn bar(number: u64, things: &'static str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(number), ProgressDrawTarget::stderr_with_hz(10));
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} {msg}  {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.with_message(things)
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
