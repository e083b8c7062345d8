//! The pager that pages go through on a terminal, chosen and started as git does it.
//!
//! What is told to `less` beside the text goes to it as arguments, never through a shell: it is made of words of a dispatch.

mod pattern;
mod screen;

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use depeche::safe::for_terminal;
use signal_hook::consts::SIGINT;

use super::args::PagerArgs;
use super::output::{self, say};

pub use pattern::Pattern;
use screen::Screen;

/// The options of `less` where the user has set none: end at once if all fits on the screen, take colours, leave the page
/// there at the end.
const OPTIONS: &str = "FRX";
/// With one of these in it a command is for a shell.
const FOR_SHELL: &str = "|&;<>()$`\\\"'*?[#~=%\n";
/// With these a shell says that it cannot run a command.
const NOT_RUN: [i32; 2] = [126, 127];

/// A way to show pages.
pub struct Pager {
    choice: Choice,
    /// Whether Ctrl-C ends this program: not while a pager runs, whose key it is. Were this program gone, the shell and the
    /// pager would both read the terminal.
    interruptible: Arc<AtomicBool>,
}

/// What pages go through.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// Nothing: they are written to standard output.
    Plain,
    /// The command that the user named.
    Named(String),
    /// `less`, if it is there.
    Less,
}

impl Choice {
    /// The choice for a terminal, after the environment.
    fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        if variable("TERM").as_deref() == Some("dumb") {
            return Choice::Plain;
        }
        let named = variable("DEPECHE_PAGER").or_else(|| variable("PAGER"));
        match named.as_deref().map(str::trim) {
            None => Choice::Less,
            Some("" | "cat") => Choice::Plain,
            Some(command) => Choice::Named(command.to_owned()),
        }
    }

    fn command(&self) -> Option<&str> {
        match self {
            Choice::Plain => None,
            Choice::Named(command) => Some(command),
            Choice::Less => Some("less"),
        }
    }
}

impl Pager {
    /// The pager for standard output: none if that is no terminal.
    ///
    /// # Errors
    /// When Ctrl-C cannot be handled.
    pub fn of_stdout(args: PagerArgs) -> io::Result<Self> {
        let choice = if args.no_pager || !output::is_terminal() { Choice::Plain } else { Choice::of(variable) };
        let interruptible = Arc::new(AtomicBool::new(true));
        if choice != Choice::Plain {
            signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(&interruptible))?;
        }
        Ok(Pager { choice, interruptible })
    }

    /// Shows `page`. `less` opens at the first match of `pattern`, which begins at byte `first`; a page that fits on the
    /// screen is shown from its beginning.
    ///
    /// A pager that is left early has shown what was wanted. The page is written plainly if there is no pager or it cannot
    /// be started, which is said of one that the user named.
    ///
    /// # Errors
    /// Those of standard output and of the pipe to the pager.
    pub fn show(&self, page: &str, pattern: &Pattern, first: usize) -> io::Result<()> {
        if let Some(command) = self.choice.command() {
            let screen = Screen::of_terminal();
            let goal = pattern.regex().filter(|_| !screen.holds(page));
            let goal = goal.map(|regex| Goal { regex, row: screen.row_for(&page[..first]) });
            self.interruptible.store(false, Ordering::Relaxed);
            let ran = run(invocation(command, goal.as_ref(), variable), page.as_bytes());
            self.interruptible.store(true, Ordering::Relaxed);
            match (ran?, &self.choice) {
                (Ran::Shown, _) => return Ok(()),
                (Ran::NotStarted(why), Choice::Named(command)) => say(format_args!(
                    "the pager `{}` cannot be started ({why}); DEPECHE_PAGER names another, or none if it is empty",
                    for_terminal(command)
                )),
                (Ran::NotStarted(_), _) => {}
            }
        }
        output::write(page.as_bytes())
    }
}

/// What `less` goes to.
struct Goal {
    regex: String,
    /// The line of the screen, from 1, where it is to stand.
    row: usize,
}

fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// What became of a pager.
enum Ran {
    Shown,
    NotStarted(String),
}

/// Gives `page` to the pager and waits for its end.
fn run(mut pager: Command, page: &[u8]) -> io::Result<Ran> {
    let mut child = match pager.stdin(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return Ok(Ran::NotStarted(error.to_string())),
    };
    // The pipe is closed before the wait: the pager waits for its end.
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(page));
    let status = child.wait()?;
    if status.code().is_some_and(|code| NOT_RUN.contains(&code)) {
        return Ok(Ran::NotStarted(status.to_string()));
    }
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(Ran::Shown),
    }
}

/// The command line of a pager: its words, or a shell that takes it apart if it is more than words.
fn invocation(command: &str, goal: Option<&Goal>, variable: impl Fn(&str) -> Option<String>) -> Command {
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or_default();
    let mut pager = if command.contains(|c| FOR_SHELL.contains(c)) {
        let mut shell = Command::new("sh");
        shell.args(["-c", command]);
        shell
    } else {
        let mut pager = Command::new(program);
        pager.args(words);
        if Path::new(program).file_name().is_some_and(|name| name == "less" || name == "less.exe") {
            pager.arg("-R").args(goal.map(|goal| format!("-p{}", goal.regex)));
        }
        pager
    };
    if variable("LESS").is_none() {
        // `g` sets off the match that is gone to and no other: the marks show them all.
        pager.env("LESS", goal.map_or(OPTIONS.to_owned(), |goal| format!("{OPTIONS}gj{}", goal.row)));
    }
    if variable("LESSCHARSET").is_none() {
        pager.env("LESSCHARSET", "utf-8");
    }
    pager
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An environment of these variables and no others.
    fn environment<'a>(variables: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn the_pager_is_chosen_as_the_user_says() {
        let named = |command: &str| Choice::Named(command.to_owned());
        let cases: [(&[(&str, &str)], Choice); 9] = [
            (&[], Choice::Less),
            (&[("TERM", "xterm")], Choice::Less),
            (&[("PAGER", "most")], named("most")),
            (&[("PAGER", "most"), ("DEPECHE_PAGER", " less -S ")], named("less -S")),
            (&[("PAGER", "most"), ("DEPECHE_PAGER", "")], Choice::Plain),
            (&[("PAGER", "")], Choice::Plain),
            (&[("PAGER", "cat")], Choice::Plain),
            (&[("PAGER", "cat -n")], named("cat -n")),
            (&[("TERM", "dumb"), ("DEPECHE_PAGER", "less")], Choice::Plain),
        ];
        for (variables, wanted) in cases {
            assert_eq!(Choice::of(environment(variables)), wanted, "{variables:?}");
        }
    }

    /// Program, arguments and what is set in the environment.
    fn called(command: &str, variables: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let goal = Goal { regex: "mot".to_owned(), row: 7 };
        let pager = invocation(command, Some(&goal), environment(variables));
        let text = |text: &std::ffi::OsStr| text.to_str().unwrap().to_owned();
        let words = std::iter::once(pager.get_program()).chain(pager.get_args()).map(text).collect();
        (words, pager.get_envs().map(|(name, value)| format!("{}={}", text(name), text(value.unwrap()))).collect())
    }

    #[test]
    fn less_is_told_what_to_look_for_and_no_shell_is() {
        for (command, words) in [
            ("less", &["less", "-R", "-pmot"][..]),
            ("/opt/bin/less -S +g", &["/opt/bin/less", "-S", "+g", "-R", "-pmot"]),
            ("most  -s", &["most", "-s"]),
            ("lessen", &["lessen"]),
            ("less | tr a b", &["sh", "-c", "less | tr a b"]),
            ("sed 's/^/> /'", &["sh", "-c", "sed 's/^/> /'"]),
            ("LESS=S less", &["sh", "-c", "LESS=S less"]),
        ] {
            assert_eq!(called(command, &[]).0, words, "{command}");
        }
    }

    #[test]
    fn what_the_user_set_for_less_stays() {
        assert_eq!(called("less", &[]).1, ["LESS=FRXgj7", "LESSCHARSET=utf-8"]);
        assert_eq!(called("less", &[("LESS", "")]).1, ["LESSCHARSET=utf-8"]);
        assert!(called("most", &[("LESS", "i"), ("LESSCHARSET", "latin1")]).1.is_empty());
    }
}
