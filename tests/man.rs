//! Manual pages and completions, as the real program writes them.

mod support;

use std::process::Stdio;

use support::{Bench, ERROR, FOUND};

const COMMANDS: [&str; 17] = [
    "index",
    "search",
    "show",
    "read",
    "similar",
    "export",
    "batch",
    "people",
    "locations",
    "topics",
    "agencies",
    "count",
    "timeline",
    "inspect",
    "status",
    "completions",
    "man",
];

#[test]
fn every_command_has_a_page_with_its_options_and_examples() {
    let bench = Bench::new();
    let run = bench.depeche(["man", "--dir", "pages"]);
    assert_eq!((run.code, run.stderr.as_str()), (FOUND, "19 pages in pages\n"));
    for command in COMMANDS {
        let page = std::fs::read_to_string(bench.path(&format!("pages/man1/depeche-{command}.1"))).unwrap();
        assert!(page.contains(".SH NAME") && page.contains(".SH OPTIONS"), "{command}: {page}");
        let one = bench.depeche(["man", command]);
        assert_eq!((one.code, one.stdout == page), (FOUND, true), "{command}");
        let help = bench.depeche([command, "--help"]).stdout;
        let has_examples = help.contains("Examples:");
        assert_eq!(has_examples, command != "status", "{command}");
    }
    for command in ["show", "read"] {
        let page = bench.depeche(["man", command]).stdout;
        assert!(["DEPECHE_PAGER", "PAGER", "LESSCHARSET"].iter().all(|name| page.contains(name)), "{page}");
    }
    let query = std::fs::read_to_string(bench.path("pages/man7/depeche-query.7")).unwrap();
    assert!(query.starts_with(".ie") || query.contains(".TH depeche-query 7"), "{query}");
    assert!(query.contains("incendie PRES/5 forêt"), "{query}");
    assert_eq!(bench.depeche(["man", "query"]).stdout, query);
    assert!(bench.depeche(["man"]).stdout.contains("depeche\\-search(1)"));
    let wrong = bench.depeche(["man", "serch"]);
    assert!(wrong.code == ERROR && wrong.stderr.contains("there are query, index, search"), "{}", wrong.stderr);
}

#[test]
fn completions_know_commands_and_options() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = bench.depeche(["completions", shell]);
        assert_eq!(run.code, FOUND);
        for word in COMMANDS.into_iter().chain(["full-text", "no-clobber"]) {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(bench.depeche(["completions", "dos"]).code, ERROR);
}

#[test]
fn a_shell_takes_the_completions() {
    let bench = Bench::new();
    let script = bench.depeche(["completions", "bash"]).stdout;
    bench.write("depeche.bash", script);
    let Ok(status) = std::process::Command::new("bash")
        .args(["-c", "source depeche.bash && complete -p depeche"])
        .current_dir(bench.root())
        .stdout(Stdio::null())
        .status()
    else {
        eprintln!("skipped: there is no bash here");
        return;
    };
    assert!(status.success());
}
