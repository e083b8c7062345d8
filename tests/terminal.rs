//! Pages on a terminal: the pager that they go through, and the answers that lead from hit to hit.
#![cfg(unix)]

mod support;

use std::os::unix::fs::symlink;
use std::process::Stdio;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use support::{Bench, FOUND, json_lines};

/// Milliseconds to wait for what never comes.
const PATIENCE: u64 = 60_000;
const PROMPT: &str = " - Enter or n: next, p: previous, a number, q: quit: ";

/// Three dispatches, the newest first when sorted by date.
fn bench() -> Bench {
    Bench::indexed(&[("tout.jsonl", &json_lines(&[("c", "Le bac."), ("b", "Un bac."), ("a", "Ce bac.")]))])
}

/// A dispatch that no screen holds; what it is searched for stands at its end.
fn long() -> Bench {
    let mut paragraphs: Vec<String> = (1..=80).map(|n| format!("Paragraphe {n}.")).collect();
    paragraphs.push("Enfin l’écluse neuve, et un pont.".to_owned());
    Bench::indexed(&[("tout.jsonl", &json_lines(&[("long", &paragraphs.join("\n\n"))]))])
}

/// Runs the program on a terminal of its own, in this environment. What the tests themselves run in must not be seen: `CI`
/// alone brings colours to a dumb terminal.
fn terminal(bench: &Bench, arguments: &[&str], environment: &[(&str, &str)]) -> PtySession {
    let mut command = bench.command(arguments);
    let colours = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"];
    for name in ["DEPECHE_PAGER", "PAGER", "LESS", "LESSCHARSET", "LESSOPEN"].iter().chain(&colours) {
        command.env_remove(name);
    }
    command.env("TERM", "xterm").env("LC_ALL", "C.UTF-8").envs(environment.iter().copied()).stdin(Stdio::inherit());
    spawn_command(command, Some(PATIENCE)).unwrap()
}

/// What is still written, up to the end, and the exit status.
fn rest(mut session: PtySession) -> (String, i32) {
    let text = session.exp_eof().unwrap();
    match session.process().wait().unwrap() {
        WaitStatus::Exited(_, code) => (text.replace("\r\n", "\n"), code),
        status => panic!("{status:?}: {text}"),
    }
}

#[test]
fn answers_lead_from_hit_to_hit_and_each_page_goes_through_the_pager() {
    let bench = bench();
    let environment = [("DEPECHE_PAGER", "sed 's/^/| /'"), ("PAGER", "no-such-pager"), ("NO_COLOR", "1")];
    let mut session = terminal(&bench, &["read", "bac", "--sort", "date"], &environment);
    let mut page = |answer: Option<&str>, place: &str, title: &str| {
        answer.iter().for_each(|answer| assert!(session.send_line(answer).is_ok()));
        session.exp_string(&format!("| {place}\r\n")).unwrap();
        session.exp_string(&format!("| {title}\r\n")).unwrap();
        session.exp_string(&format!("{place}{PROMPT}")).unwrap();
    };
    page(None, "hit 1 of 3", "Dossier A");
    page(Some("n"), "hit 2 of 3", "Dossier B");
    page(Some(""), "hit 3 of 3", "Dossier C");
    page(Some("p"), "hit 2 of 3", "Dossier B");
    page(Some("1"), "hit 1 of 3", "Dossier A");
    for (answer, said) in [
        ("p", "there is no hit before this one"),
        ("4", "there is no hit 4: 3 dispatches match"),
        ("x", "answer n, p, q or the number of a hit"),
    ] {
        session.send_line(answer).unwrap();
        session.exp_string(&format!("{said}\r\nhit 1 of 3{PROMPT}")).unwrap();
    }
    session.send_line("q").unwrap();
    assert_eq!(rest(session), (String::new(), FOUND));
}

#[test]
fn the_end_of_the_input_ends_the_reading() {
    let bench = bench();
    let mut session = terminal(&bench, &["read", "bac", "--no-pager"], &[("PAGER", "no-such-pager")]);
    session.exp_string(PROMPT).unwrap();
    session.send_control('d').unwrap();
    assert_eq!(rest(session), ("\n".to_owned(), FOUND));
}

#[test]
fn ctrl_c_is_the_pagers_while_it_runs_and_ends_the_program_at_the_prompt() {
    let bench = bench();
    bench.write("pager.sh", "trap 'echo caught; exit' INT\ncat > page.txt\necho ready\nwhile :; do sleep 1; done\n");
    let mut session = terminal(&bench, &["read", "bac"], &[("DEPECHE_PAGER", "sh pager.sh")]);
    session.exp_string("ready").unwrap();
    session.send_control('c').unwrap();
    session.exp_string("caught").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
    let status = session.process().wait().unwrap();
    assert!(matches!(status, WaitStatus::Signaled(_, signal, _) if signal as i32 == 2), "{status:?}");
}

#[test]
fn less_is_told_what_to_look_for_where_the_page_does_not_fit() {
    let bench = long();
    symlink("/bin/sh", bench.path("less")).unwrap();
    bench.write("record.sh", "cat > page.txt\nprintf '%s\\n' \"$LESS\" \"$LESSCHARSET\" \"$@\" > told.txt\n");
    let pager = [("DEPECHE_PAGER", "./less record.sh")];
    let told = |query: &str, environment: &[(&str, &str)]| {
        let arguments = ["show", "long", "--mark", query];
        assert_eq!(rest(terminal(&bench, &arguments, &[&pager, environment].concat())).1, FOUND);
        std::fs::read_to_string(bench.path("told.txt")).unwrap()
    };
    insta::assert_snapshot!(told("ecluses OU pont", &[]), @r"
    FRXgj8
    utf-8
    -R
    -p(^|[^[:alnum:]])écluse[^[:alnum:]]|(^|[^[:alnum:]])pont[^[:alnum:]]
    ");
    insta::assert_snapshot!(told("\"écluse neuve\"", &[("LESS", "i"), ("LESSCHARSET", "latin1")]), @r"
    i
    latin1
    -R
    -p(^|[^[:alnum:]])écluse.neuve[^[:alnum:]]
    ");
    insta::assert_snapshot!(told("péniche", &[]), @r"
    FRX
    utf-8
    -R
    ");
}

#[test]
fn less_opens_at_the_first_match() {
    if std::process::Command::new("less").arg("--version").output().is_err() {
        eprintln!("skipped: there is no less here");
        return;
    }
    let bench = long();
    let mut session = terminal(&bench, &["show", "long", "--mark", "ecluses"], &[]);
    session.exp_string("Enfin l").unwrap();
    session.exp_string("(END)").unwrap();
    session.send("q").and_then(|_| session.flush()).unwrap();
    assert_eq!(rest(session).1, FOUND);
}

#[test]
fn a_pager_is_given_nothing_of_a_dispatch_that_acts_on_a_terminal() {
    let bench = Bench::indexed(&[("\u{1b}[2J\u{9b}.jsonl", &json_lines(&[("x", "Le bac.")]))]);
    let page = |environment: &[(&str, &str)]| {
        let environment = [&[("DEPECHE_PAGER", "cat > page.txt")], environment].concat();
        assert_eq!(rest(terminal(&bench, &["show", "x", "--mark", "bac"], &environment)), (String::new(), FOUND));
        std::fs::read_to_string(bench.path("page.txt")).unwrap()
    };
    let coloured = page(&[]);
    assert!(coloured.contains("Le \u{1b}[31;1mbac\u{1b}[0m."), "{coloured:?}");
    let plain = page(&[("NO_COLOR", "1")]);
    assert!(plain.contains("Le *bac*.") && plain.contains("/\\u{1b}[2J\\u{9b}.jsonl ("), "{plain:?}");
    let ours = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31;1m"];
    let uncoloured = ours.iter().fold(coloured, |page, colour| page.replace(colour, ""));
    assert_eq!(uncoloured, plain.replace('*', ""));
    assert!(!plain.contains(|c| depeche::safe::is_unsafe(c) && c != '\n'), "{plain:?}");
}

#[test]
fn a_page_is_written_plainly_where_there_is_no_pager() {
    let bench = bench();
    let show = |arguments: &[&str], environment: &[(&str, &str)]| {
        let arguments = [&["show", "a", "--mark", "bac"], arguments].concat();
        rest(terminal(&bench, &arguments, &[&[("NO_COLOR", "1")], environment].concat()))
    };
    let (plain, code) = show(&["--no-pager"], &[("PAGER", "no-such-pager")]);
    assert!(code == FOUND && plain.starts_with("Dossier A\n") && plain.contains("Ce *bac*."), "{plain}");
    for environment in [
        &[("DEPECHE_PAGER", ""), ("PAGER", "no-such-pager")][..],
        &[("PAGER", "cat")],
        &[("TERM", "dumb"), ("PAGER", "no-such-pager")],
    ] {
        assert_eq!(show(&[], environment), (plain.clone(), FOUND), "{environment:?}");
    }
    for pager in ["no-such-pager", "no-such-pager 'with words'", "./index"] {
        let (text, code) = show(&[], &[("DEPECHE_PAGER", pager)]);
        assert!(code == FOUND && text.ends_with(&plain), "{pager}: {text}");
        assert!(text.contains(&format!("the pager `{pager}` cannot be started (")), "{pager}: {text}");
    }
    assert_eq!(show(&["--format", "jsonl"], &[("PAGER", "no-such-pager")]).0.lines().count(), 1);
}

#[test]
fn a_dumb_terminal_gets_no_colours() {
    let bench = bench();
    let (text, code) = rest(terminal(&bench, &["show", "a", "--mark", "bac"], &[("TERM", "dumb")]));
    assert!(code == FOUND && text.contains("*bac*") && !text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn a_pager_that_is_left_early_has_shown_what_was_wanted() {
    let body = "Le bac. ".repeat(50_000);
    let bench = Bench::indexed(&[("tout.jsonl", &json_lines(&[("grand", &body)]))]);
    let run = rest(terminal(&bench, &["show", "grand"], &[("DEPECHE_PAGER", "head -n 1"), ("NO_COLOR", "1")]));
    assert_eq!(run, ("Dossier GRAND\n".to_owned(), FOUND));
}
